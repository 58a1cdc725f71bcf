package io.tributary.channels.calls;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.DatabaseClock;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.events.ConnectionStatus;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What failures mean for the account as a whole: dead access marks the connection, a provider that is tired or down lets the account
 * rest, in the database for all replicas. All other accounts go on.
 */
public final class AccountHealth {

  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private record AccountKey(String tenant, String account) {
    static AccountKey of(ConnectedAccount account) {
      return new AccountKey(account.tenant(), account.id());
    }
  }

  private record Rest(int failures, Instant until, ProviderFailure why) {}

  private final Database database;
  private final Runnable connectionsChanged;
  private final ConcurrentHashMap<AccountKey, Rest> resting = new ConcurrentHashMap<>();

  /** @param connectionsChanged called after a connection's state changed */
  public AccountHealth(Database database, Runnable connectionsChanged) {
    this.database = database;
    this.connectionsChanged = connectionsChanged;
  }

  /** Notes a failure that stands after its tries. */
  public void failed(ConnectedAccount account, ProviderFailed failure) {
    switch (failure.failure()) {
      case AUTH_DEAD -> markReconnectNeeded(account, failure);
      case THROTTLED, TRANSIENT -> rest(account, failure);
      case CALLER_BUG, GONE, UNKNOWN_OUTCOME -> {}
    }
  }

  /** Notes that the account answered everything. */
  public void answered(ConnectedAccount account) {
    if (resting.remove(AccountKey.of(account)) != null || account.failures() > 0) {
      database.runAsWorker(db -> db.update(CONNECTIONS)
          .set(CONNECTIONS.FAILURES, 0)
          .set(CONNECTIONS.BACKOFF_UNTIL, DatabaseClock.LONG_AGO)
          .where(CONNECTIONS.TENANT.eq(account.tenant()))
          .and(CONNECTIONS.ACCOUNT.eq(account.id()))
          .execute());
    }
  }

  /** @throws ProviderFailed if the account rests: whoever waited for his turn is not to run into the same wall */
  void mustNotRest(ConnectedAccount account) {
    var now = Instant.now();
    var key = AccountKey.of(account);
    if (account.rest().isPositive()) {
      resting.putIfAbsent(key, new Rest(account.failures(), now.plus(account.rest()), ProviderFailure.TRANSIENT));
    }
    var rest = resting.get(key);
    if (rest != null && rest.until().isAfter(now)) {
      throw new ProviderFailed(rest.why(), "The account rests after failures.", Duration.between(now, rest.until()));
    }
  }

  private void markReconnectNeeded(ConnectedAccount account, ProviderFailed failure) {
    database.runAsWorker(db -> db.update(CONNECTIONS)
        .set(CONNECTIONS.STATUS, ConnectionStatus.RECONNECT_NEEDED.name())
        .set(CONNECTIONS.STATUS_REASON, failure.getMessage())
        .set(CONNECTIONS.VERSION, CONNECTIONS.VERSION.plus(1L))
        .set(CONNECTIONS.CHANGED_AT, DatabaseClock.NOW)
        .where(CONNECTIONS.TENANT.eq(account.tenant()))
        .and(CONNECTIONS.ACCOUNT.eq(account.id()))
        .and(CONNECTIONS.STATUS.ne(ConnectionStatus.RECONNECT_NEEDED.name()))
        .execute());
    connectionsChanged.run();
  }

  private void rest(ConnectedAccount account, ProviderFailed failure) {
    var key = AccountKey.of(account);
    var now = Instant.now();
    var before = resting.get(key);
    if (before != null && before.until().isAfter(now)) {
      return;
    }
    int failures = 1 + (before == null ? account.failures() : before.failures());
    var wait = restAfter(failure, failures);
    resting.put(key, new Rest(failures, now.plus(wait), failure.failure()));
    database.runAsWorker(db -> db.update(CONNECTIONS)
        .set(CONNECTIONS.FAILURES, CONNECTIONS.FAILURES.plus(1))
        .set(CONNECTIONS.BACKOFF_UNTIL, DatabaseClock.in(wait))
        .where(CONNECTIONS.TENANT.eq(account.tenant()))
        .and(CONNECTIONS.ACCOUNT.eq(account.id()))
        .execute());
  }

  private static Duration restAfter(ProviderFailed failure, int failures) {
    var first = failure.failure() == ProviderFailure.THROTTLED ? Duration.ofSeconds(30) : Duration.ofSeconds(5);
    var doubled = first.multipliedBy(1L << Math.min(failures - 1, 12));
    var wait = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
    var asked = failure.retryAfter();
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }
}
