package io.tributary.channels.connection;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.when;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.Channel;
import io.tributary.channels.DatabaseClock;
import io.tributary.channels.Priority;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.job.OpenJobs;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.channels.trigger.WantedAt;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.SyncReason;
import io.tributary.service.database.Database;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Connects an account: reads it from the provider, stores it, and asks for a sync of every record of the tenant if the account was not
 * usable before. Connected again, it only refreshes what is stored.
 */
public final class ConnectAccount {

  private final Channel channel;
  private final Database database;
  private final WorkSignal work;
  private final Runnable connectionsChanged;

  /** @param connectionsChanged called after the commit */
  public ConnectAccount(Channel channel, Database database, WorkSignal work, Runnable connectionsChanged) {
    this.channel = channel;
    this.database = database;
    this.work = work;
    this.connectionsChanged = connectionsChanged;
  }

  /** @throws io.tributary.channels.ProviderFailed if the provider does not know the account or does not answer */
  public Connection connect(String tenant, String account) {
    var profile = channel.profile(account);
    var connection = database.inTenant(tenant, db -> {
      boolean usableBefore = ConnectionStatus.OK.name().equals(statusOf(db, tenant, account));
      var stored = store(db, tenant, account, profile);
      if (profile.status() == ConnectionStatus.OK && !usableBefore) {
        wantAll(db, tenant);
      }
      return Connection.of(stored);
    });
    connectionsChanged.run();
    work.wake();
    return connection;
  }

  private static @Nullable String statusOf(DSLContext db, String tenant, String account) {
    return db.select(CONNECTIONS.STATUS)
        .from(CONNECTIONS)
        .where(CONNECTIONS.TENANT.eq(tenant))
        .and(CONNECTIONS.ACCOUNT.eq(account))
        .forUpdate()
        .fetchOne(CONNECTIONS.STATUS);
  }

  private static ConnectionsRecord store(DSLContext db, String tenant, String account, AccountProfile profile) {
    var own = OwnIdentifiers.write(profile.own());
    boolean ok = profile.status() == ConnectionStatus.OK;
    db.insertInto(CONNECTIONS)
        .set(CONNECTIONS.TENANT, tenant)
        .set(CONNECTIONS.ACCOUNT, account)
        .set(CONNECTIONS.STATUS, profile.status().name())
        .set(CONNECTIONS.DISPLAY_NAME, profile.displayName())
        .set(CONNECTIONS.OWN_IDENTIFIERS, own)
        .onConflict(CONNECTIONS.TENANT, CONNECTIONS.ACCOUNT)
        .doUpdate()
        .set(CONNECTIONS.STATUS, excluded(CONNECTIONS.STATUS))
        .set(CONNECTIONS.STATUS_REASON, ok ? null : "The provider says that the account is not usable.")
        .set(CONNECTIONS.DISPLAY_NAME, excluded(CONNECTIONS.DISPLAY_NAME))
        .set(CONNECTIONS.OWN_IDENTIFIERS, excluded(CONNECTIONS.OWN_IDENTIFIERS))
        .set(CONNECTIONS.FAILURES, 0)
        .set(CONNECTIONS.BACKOFF_UNTIL, DatabaseClock.LONG_AGO)
        .set(CONNECTIONS.VERSION, CONNECTIONS.VERSION.plus(1L))
        .set(CONNECTIONS.CHANGED_AT, DatabaseClock.NOW)
        .where(row(excluded(CONNECTIONS.STATUS), excluded(CONNECTIONS.DISPLAY_NAME), excluded(CONNECTIONS.OWN_IDENTIFIERS))
            .isDistinctFrom(row(CONNECTIONS.STATUS, CONNECTIONS.DISPLAY_NAME, CONNECTIONS.OWN_IDENTIFIERS)))
        .execute();
    return db.selectFrom(CONNECTIONS).where(CONNECTIONS.TENANT.eq(tenant)).and(CONNECTIONS.ACCOUNT.eq(account)).fetchSingle();
  }

  private static void wantAll(DSLContext db, String tenant) {
    var rank = inline(Priority.GAP_REPAIR.rank());
    db.update(SYNC_STATE)
        .set(SYNC_STATE.WANTED, SYNC_STATE.WANTED.plus(1L))
        .set(SYNC_STATE.WANTED_AT, WantedAt.OF_ONE_MORE_TRIGGER)
        .set(SYNC_STATE.RETRY_AT, DatabaseClock.LONG_AGO)
        .set(SYNC_STATE.ATTEMPTS, 0)
        .setNull(SYNC_STATE.ATTEMPTING_SINCE)
        .set(SYNC_STATE.PRIORITY, when(SYNC_STATE.WANTED.gt(SYNC_STATE.DONE), least(SYNC_STATE.PRIORITY, rank)).otherwise(rank))
        .set(SYNC_STATE.REASON, SyncReason.ACCOUNT_CONNECTED.name())
        .setNull(SYNC_STATE.TRACEPARENT)
        .where(SYNC_STATE.TENANT.eq(tenant))
        .and(SYNC_STATE.FINGERPRINT.ne(""))
        .execute();
    OpenJobs.wantedOf(tenant).run(db);
  }
}
