package io.tributary.channels.connection;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.channels.trigger.WakeWaiting;
import io.tributary.events.ConnectionStatus;
import io.tributary.service.database.Database;
import io.tributary.service.web.Problem;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.UpdateSetMoreStep;

/** Changes how a connected account is asked, and disconnects it. */
public final class ChangeConnection {

  private final Database database;
  private final WorkSignal work;
  private final Runnable connectionsChanged;

  /** @param connectionsChanged called after the commit */
  public ChangeConnection(Database database, WorkSignal work, Runnable connectionsChanged) {
    this.database = database;
    this.work = work;
    this.connectionsChanged = connectionsChanged;
  }

  /** @throws Problem 404 if the tenant has no such account */
  Connection change(String tenant, String account, ChangedConnection changed) {
    var connection = database.inTenant(tenant, db -> {
      var update = touched(db);
      if (changed.rateLimitPerHour() != null) {
        update = update.set(CONNECTIONS.RATE_LIMIT_PER_HOUR, changed.rate());
      }
      if (changed.syncSettings() != null) {
        update = update.set(CONNECTIONS.SYNC_SETTINGS, JSONB.valueOf(changed.syncSettings().toString()));
      }
      if (changed.providerPreferences() != null) {
        update = update.set(CONNECTIONS.PROVIDER_PREFERENCES, JSONB.valueOf(changed.providerPreferences().toString()));
      }
      var row = store(update, tenant, account);
      // What waited for calls may have some now, what waited for the account may find it again.
      new WakeWaiting(tenant).run(db);
      return Connection.of(row);
    });
    connectionsChanged.run();
    work.wake();
    return connection;
  }

  /**
   * From now on the account is not asked. What it showed stays, and how far it was read: connected again, it is read from there.
   *
   * @throws Problem 404 if the tenant has no such account
   */
  void disconnect(String tenant, String account) {
    database.runInTenant(tenant, db -> store(
        touched(db)
            .set(CONNECTIONS.STATUS, ConnectionStatus.DISCONNECTED.name())
            .set(CONNECTIONS.STATUS_REASON, "It was disconnected here."),
        tenant,
        account));
    connectionsChanged.run();
  }

  private static UpdateSetMoreStep<ConnectionsRecord> touched(DSLContext db) {
    return db.update(CONNECTIONS)
        .set(CONNECTIONS.VERSION, CONNECTIONS.VERSION.plus(1L))
        .set(CONNECTIONS.CHANGED_AT, DatabaseClock.NOW);
  }

  private static ConnectionsRecord store(UpdateSetMoreStep<ConnectionsRecord> update, String tenant, String account) {
    return update
        .where(CONNECTIONS.TENANT.eq(tenant))
        .and(CONNECTIONS.ACCOUNT.eq(account))
        .and(CONNECTIONS.STATUS.ne(ConnectionStatus.DISCONNECTED.name()))
        .returning()
        .fetchOptional()
        .orElseThrow(() -> Problem.notFound("connection", account));
  }
}
