package io.tributary.connectors.connection;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static org.jooq.impl.DSL.excluded;

import io.tributary.connectors.ConnectionKey;
import io.tributary.events.Identifier;
import io.tributary.service.database.Database;
import io.tributary.service.web.Problem;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** The rows behind the API, within the tenant. */
public final class StoredConnections {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Field<OffsetDateTime> NOW = DSL.field("clock_timestamp()", OffsetDateTime.class);
  private static final Field<OffsetDateTime> LONG_AGO = DSL.field("timestamptz '1970-01-01 00:00:00+00'", OffsetDateTime.class);

  private final Database database;
  private final SealedCredentials sealed;
  private final Runnable changed;

  /** @param changed called when there is something to publish */
  public StoredConnections(Database database, SealedCredentials sealed, Runnable changed) {
    this.database = database;
    this.sealed = sealed;
    this.changed = changed;
  }

  /** Connected, or connected again: it is polled from where it was. */
  public Connection connect(ConnectionKey key, String name, List<Identifier> own, Credentials credentials, Settings settings) {
    database.runInTenant(key.tenant(), db -> db.insertInto(CONNECTIONS)
        .set(CONNECTIONS.TENANT, key.tenant())
        .set(CONNECTIONS.SOURCE, key.source().name())
        .set(CONNECTIONS.WORKSPACE, key.workspace())
        .set(CONNECTIONS.NAME, name)
        .set(CONNECTIONS.CREDENTIALS, sealed.seal(key, credentials))
        .set(CONNECTIONS.SETTINGS, json(settings))
        .set(CONNECTIONS.OWN_IDENTIFIERS, OwnIdentifiers.write(own))
        .onConflict(CONNECTIONS.TENANT, CONNECTIONS.SOURCE, CONNECTIONS.WORKSPACE)
        .doUpdate()
        .set(CONNECTIONS.NAME, excluded(CONNECTIONS.NAME))
        .set(CONNECTIONS.CREDENTIALS, excluded(CONNECTIONS.CREDENTIALS))
        .set(CONNECTIONS.SETTINGS, excluded(CONNECTIONS.SETTINGS))
        .set(CONNECTIONS.OWN_IDENTIFIERS, excluded(CONNECTIONS.OWN_IDENTIFIERS))
        .set(CONNECTIONS.STATE, ConnectionState.ACTIVE.name())
        .setNull(CONNECTIONS.STATE_REASON)
        .set(CONNECTIONS.FAILURES, 0)
        .set(CONNECTIONS.NOT_BEFORE, LONG_AGO)
        .set(CONNECTIONS.VERSION, CONNECTIONS.VERSION.plus(1L))
        .set(CONNECTIONS.CHANGED_AT, NOW)
        .execute());
    changed.run();
    return get(key);
  }

  public Connection get(ConnectionKey key) {
    return find(key).orElseThrow(() -> Problem.notFound(key.sourceName() + " connection", key.workspace()));
  }

  public List<Connection> list(String tenant, String source, String after, int limit) {
    return database.inTenant(tenant, db -> db.selectFrom(CONNECTIONS)
        .where(CONNECTIONS.TENANT.eq(tenant))
        .and(CONNECTIONS.SOURCE.eq(source))
        .and(CONNECTIONS.STATE.ne(ConnectionState.REMOVED.name()))
        .and(CONNECTIONS.WORKSPACE.gt(after))
        .orderBy(CONNECTIONS.WORKSPACE)
        .limit(limit)
        .fetch(Connection::of));
  }

  /** A person's word: it holds until the next one. */
  public Connection become(ConnectionKey key, ConnectionState state) {
    int changedRows = database.inTenant(key.tenant(), db -> db.update(CONNECTIONS)
        .set(CONNECTIONS.STATE, state.name())
        .setNull(CONNECTIONS.STATE_REASON)
        .set(CONNECTIONS.FAILURES, 0)
        .set(CONNECTIONS.NOT_BEFORE, LONG_AGO)
        .set(CONNECTIONS.VERSION, CONNECTIONS.VERSION.plus(1L))
        .set(CONNECTIONS.CHANGED_AT, NOW)
        .where(is(key))
        .execute());
    if (changedRows == 0) {
      throw Problem.notFound(key.sourceName() + " connection", key.workspace());
    }
    changed.run();
    return state == ConnectionState.REMOVED ? removed(key) : get(key);
  }

  public Connection change(ConnectionKey key, Settings settings) {
    get(key);
    database.runInTenant(key.tenant(), db -> db.update(CONNECTIONS)
        .set(CONNECTIONS.SETTINGS, json(settings))
        .set(CONNECTIONS.CHANGED_AT, NOW)
        .where(is(key))
        .execute());
    return get(key);
  }

  private Optional<Connection> find(ConnectionKey key) {
    return database.inTenant(key.tenant(), db -> db.fetchOptional(CONNECTIONS, is(key))).map(Connection::of);
  }

  private Connection removed(ConnectionKey key) {
    return database.inTenant(key.tenant(), db -> db.fetchSingle(CONNECTIONS, exactly(key)).map(row -> Connection.of(row.into(CONNECTIONS))));
  }

  private static Condition is(ConnectionKey key) {
    return exactly(key).and(CONNECTIONS.STATE.ne(ConnectionState.REMOVED.name()));
  }

  private static Condition exactly(ConnectionKey key) {
    return CONNECTIONS.TENANT.eq(key.tenant()).and(CONNECTIONS.SOURCE.eq(key.source().name())).and(CONNECTIONS.WORKSPACE.eq(key.workspace()));
  }

  private static JSONB json(Settings settings) {
    return JSONB.valueOf(JSON.writeValueAsString(settings));
  }
}
