package io.tributary.connectors.poll;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static io.tributary.connectors.jooq.Tables.STREAMS;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.CallCount;
import io.tributary.connectors.calls.Share;
import io.tributary.connectors.connection.ConnectionState;
import io.tributary.connectors.connection.Credentials;
import io.tributary.connectors.connection.SealedCredentials;
import io.tributary.connectors.connection.Settings;
import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** Opens a connection for a run: its credentials, its settings, and its streams in turn. */
final class OpenConnections {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final SealedCredentials sealed;

  OpenConnections(Database database, SealedCredentials sealed) {
    this.database = database;
    this.sealed = sealed;
  }

  /** @return empty unless it is polled */
  Optional<OpenConnection> open(ConnectionKey key, Share share) {
    var row = database.asWorker(db -> db.fetchOptional(CONNECTIONS, is(key)));
    return row.filter(it -> ConnectionState.valueOf(it.getState()).isPolled()).map(it -> {
      var credentials = sealed.open(key, it.getCredentials());
      if (sealed.areOld(it.getCredentials())) {
        keep(key, credentials);
      }
      return new OpenConnection(key, credentials, JSON.readValue(it.getSettings().data(), Settings.class), share, new CallCount(),
          rotated -> keep(key, rotated), learnt -> keep(key, learnt));
    });
  }

  /** The streams whose last full reading is longest ago come first, so that what a run cannot do today is done tomorrow. */
  List<String> stalestFirst(ConnectionKey key, List<String> streams) {
    Map<String, OffsetDateTime> read = new HashMap<>();
    database.runAsWorker(db -> db.select(STREAMS.STREAM, STREAMS.READ_AT)
        .from(STREAMS)
        .where(STREAMS.TENANT.eq(key.tenant())).and(STREAMS.SOURCE.eq(key.source().name())).and(STREAMS.WORKSPACE.eq(key.workspace()))
        .and(STREAMS.READ_AT.isNotNull())
        .forEach(row -> read.put(row.value1(), row.value2())));
    return streams.stream().sorted(Comparator.comparing(stream -> read.getOrDefault(stream, OffsetDateTime.MIN))).toList();
  }

  private void keep(ConnectionKey key, Credentials credentials) {
    database.runAsWorker(db -> db.update(CONNECTIONS)
        .set(CONNECTIONS.CREDENTIALS, sealed.seal(key, credentials))
        .where(is(key))
        .execute());
  }

  private void keep(ConnectionKey key, Settings settings) {
    database.runAsWorker(db -> db.update(CONNECTIONS)
        .set(CONNECTIONS.SETTINGS, JSONB.valueOf(JSON.writeValueAsString(settings)))
        .set(CONNECTIONS.CHANGED_AT, DSL.field("clock_timestamp()", OffsetDateTime.class))
        .where(is(key))
        .execute());
  }

  private static Condition is(ConnectionKey key) {
    return CONNECTIONS.TENANT.eq(key.tenant()).and(CONNECTIONS.SOURCE.eq(key.source().name())).and(CONNECTIONS.WORKSPACE.eq(key.workspace()));
  }
}
