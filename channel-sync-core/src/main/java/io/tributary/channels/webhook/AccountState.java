package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.connection.AccountKey;
import io.tributary.channels.connection.CatchUp;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.channels.trigger.WakeWaiting;
import io.tributary.events.ConnectionStatus;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the provider says about an account's state drives its connection: lost access is marked and not asked in vain, an account that is back
 * is caught up with, a new one is connected where its endpoint allows that. An older event than the last one changes nothing.
 */
final class AccountState {

  private static final Logger LOG = LoggerFactory.getLogger(AccountState.class);

  /** A state noticed in another way counts as newer only beyond what clocks may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private final Database database;
  private final Hints hints;
  private final WebhookSettings settings;
  private final Duration listed;
  private final Runnable changed;

  /**
   * @param listed how far back a pass over the account finds what was missed; zero where there are no passes
   * @param changed called after a connection's state changed, or there is something to ask
   */
  AccountState(Database database, Hints hints, WebhookSettings settings, Duration listed, Runnable changed) {
    this.database = database;
    this.hints = hints;
    this.settings = settings;
    this.listed = listed;
    this.changed = changed;
  }

  /** @param word the provider's; others than are known change nothing */
  void changed(AccountKey key, String word, Instant at, String endpoint) {
    boolean known = database.asWorker(db -> {
      var row = db.selectFrom(CONNECTIONS)
          .where(CONNECTIONS.TENANT.eq(key.tenant())).and(CONNECTIONS.ACCOUNT.eq(key.account()))
          .forUpdate()
          .fetchOne();
      if (row == null) {
        return !StatusWord.isOfNewAccount(word) || connect(db, key, endpoint);
      }
      if (isNewer(at, row)) {
        StatusWord.status(word).ifPresent(status -> apply(db, key, row, status, word, at));
      }
      return true;
    });
    if (!known) {
      LOG.info("A new account is not connected: its endpoint does not connect new accounts, or another tenant has it");
    }
    changed.run();
  }

  private static boolean isNewer(Instant at, ConnectionsRecord row) {
    return at.isAfter(row.getStatusEventAt().toInstant()) && at.plus(CLOCKS).isAfter(row.getChangedAt().toInstant());
  }

  private void apply(DSLContext db, AccountKey key, ConnectionsRecord row, ConnectionStatus status, String word, Instant at) {
    var before = ConnectionStatus.valueOf(row.getStatus());
    boolean differs = before != status;
    db.update(CONNECTIONS)
        .set(CONNECTIONS.STATUS_EVENT_AT, at.atOffset(ZoneOffset.UTC))
        .set(CONNECTIONS.STATUS, status.name())
        .set(CONNECTIONS.STATUS_REASON, status == ConnectionStatus.OK ? null : "The provider reported " + word + ".")
        .set(CONNECTIONS.VERSION, CONNECTIONS.VERSION.plus(differs ? 1L : 0L))
        .set(CONNECTIONS.CHANGED_AT, differs ? DatabaseClock.NOW : CONNECTIONS.CHANGED_AT)
        .where(CONNECTIONS.TENANT.eq(key.tenant())).and(CONNECTIONS.ACCOUNT.eq(key.account()))
        .execute();
    if (status == ConnectionStatus.OK && (differs || StatusWord.bringsHistory(word))) {
      catchUp(db, key, row, word);
    }
    if (differs) {
      LOG.info("An account went from {} to {}: the provider reported {}", before, status, word);
    }
  }

  private void catchUp(DSLContext db, AccountKey key, ConnectionsRecord row, String word) {
    db.update(CONNECTIONS)
        .set(CONNECTIONS.FAILURES, 0)
        .set(CONNECTIONS.BACKOFF_UNTIL, DatabaseClock.LONG_AGO)
        .where(CONNECTIONS.TENANT.eq(key.tenant())).and(CONNECTIONS.ACCOUNT.eq(key.account()))
        .execute();
    if (StatusWord.bringsHistory(word)) {
      // What is imported now is older than what was read.
      db.execute("update progress set full_at = '1970-01-01 00:00:00+00' where tenant = ? and account = ?", key.tenant(), key.account());
    }
    // A pass reads what came meanwhile, whosever it is; the records that were synced without the account are still to be asked for.
    var lost = row.getLostAt();
    boolean gapIsListed = !StatusWord.bringsHistory(word) && lost != null && lost.toInstant().plus(listed).isAfter(DatabaseClock.read(db));
    new CatchUp(key).begin(db, gapIsListed ? lost : null, settings.catchUpRecords());
    db.execute("update account_passes set next_at = clock_timestamp() where tenant = ? and account = ?", key.tenant(), key.account());
    new WakeWaiting(key.tenant()).run(db);
  }

  /** False where it is not to be: a key that several tenants share would report the others' accounts too. */
  private boolean connect(DSLContext db, AccountKey key, String endpoint) {
    boolean allowed = db.fetchOptional(
            """
            select from webhook_endpoints e
            where e.tenant = ? and e.endpoint = ? and e.connects_new_accounts
              and not exists (select from connections c where c.account = ? and c.tenant <> ?)
            """,
            key.tenant(), endpoint, key.account(), key.tenant())
        .isPresent();
    if (allowed) {
      hints.ask(db, List.of(new Hints.Wish(key, new Hint(Hint.Kind.ACCOUNT, key.account()))));
    }
    return allowed;
  }
}
