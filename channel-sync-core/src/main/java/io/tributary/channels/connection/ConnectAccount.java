package io.tributary.channels.connection;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.Channel;
import io.tributary.channels.DatabaseClock;
import io.tributary.channels.ForTenant;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.events.ConnectionStatus;
import io.tributary.service.database.Database;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Connects an account: reads it from the provider, stores it, and has the tenant's records synced if the account was not usable
 * before ({@link CatchUp}). Connected again, it only refreshes what is stored.
 */
public final class ConnectAccount {

  /** The others follow at the pace of a catch-up. */
  private static final int RECORDS_AT_ONCE = 1000;

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
    var profile = ForTenant.call(tenant, () -> channel.profile(account));
    var connection = database.inTenant(tenant, db -> {
      boolean usableBefore = ConnectionStatus.OK.name().equals(statusOf(db, tenant, account));
      var stored = store(db, tenant, account, profile);
      if (profile.status() == ConnectionStatus.OK && !usableBefore) {
        new CatchUp(new AccountKey(tenant, account)).begin(db, null, RECORDS_AT_ONCE);
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
}
