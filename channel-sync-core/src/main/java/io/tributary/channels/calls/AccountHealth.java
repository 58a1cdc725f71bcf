package io.tributary.channels.calls;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.DatabaseClock;
import io.tributary.channels.NotAsked;
import io.tributary.channels.ProcessClock;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.trigger.WakeWaiting;
import io.tributary.events.ConnectionStatus;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;

/**
 * What failures mean for the account as a whole. Dead access marks the connection; after any other failure that stands the account rests,
 * in the database for all replicas, and longer each time. After the rest one call tries, while the others wait for what it finds: so
 * however much work waits, a provider that is down is asked once a rest. When it answers, all that waits is due at once.
 */
public final class AccountHealth {

  private record AccountKey(String tenant, String account) {
    static AccountKey of(ConnectedAccount account) {
      return new AccountKey(account.tenant(), account.id());
    }
  }

  private final Database database;
  private final CallSettings settings;
  private final Runnable connectionsChanged;
  private final ConcurrentHashMap<AccountKey, Rest> resting = new ConcurrentHashMap<>();

  /** @param connectionsChanged called after a connection's state changed */
  public AccountHealth(Database database, CallSettings settings, Runnable connectionsChanged) {
    this.database = database;
    this.settings = settings;
    this.connectionsChanged = connectionsChanged;
  }

  /**
   * Notes a failure that stands after its tries.
   *
   * @return how long the account is left alone; zero where only a person can help
   */
  public Duration failed(ConnectedAccount account, ProviderFailed failure) {
    if (failure instanceof NotAsked notAsked) {
      return notAsked.mayBeAskedIn();
    }
    return switch (failure.failure()) {
      case AUTH_DEAD -> {
        markReconnectNeeded(account, failure);
        yield Duration.ZERO;
      }
      // Even where we asked wrongly: one record's odd question costs a short rest, a wrong key would cost a call for every record.
      case THROTTLED, TRANSIENT, CALLER_BUG, GONE, UNKNOWN_OUTCOME -> rest(account, failure);
    };
  }

  /**
   * Notes that a call was answered.
   *
   * @param asked when the call began: an answer to a question from before the last failure says nothing about now
   */
  void answered(ConnectedAccount account, Instant asked) {
    var key = AccountKey.of(account);
    var rest = resting.get(key);
    boolean recovered = rest == null ? account.failures() > 0 : rest.since().isBefore(asked) && resting.remove(key, rest);
    if (recovered) {
      database.runAsWorker(db -> recover(db, account));
    }
  }

  /**
   * Asks for leave to call.
   *
   * @return true if this call is the one that tries whether the account is back: it is not to be repeated in place
   * @throws NotAsked if the account rests
   */
  boolean mayAsk(ConnectedAccount account) {
    var key = AccountKey.of(account);
    var now = ProcessClock.now();
    if (account.restsUntil().isAfter(now)) {
      var told = new Rest(account.failures(), now, account.restsUntil(), ProviderFailure.TRANSIENT, false);
      resting.merge(key, told, Rest::orHeardOf);
    }
    var rest = resting.get(key);
    if (rest == null) {
      return false;
    }
    if (!rest.holds(now) && resting.replace(key, rest, rest.triedUntil(now.plus(settings.patience())))) {
      return true;
    }
    var held = resting.getOrDefault(key, rest);
    throw new NotAsked(held.why(), "The account rests after failures.", held.left(now));
  }

  /** The call that was to try the account was not made: the next one tries, and the others do not wait for an answer that never comes. */
  void wasNotTried(ConnectedAccount account) {
    resting.computeIfPresent(AccountKey.of(account), (_, rest) -> rest.tried() ? rest.untried(ProcessClock.now()) : rest);
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

  private Duration rest(ConnectedAccount account, ProviderFailed failure) {
    var now = ProcessClock.now();
    var key = AccountKey.of(account);
    var before = resting.get(key);
    // Of calls that failed together one counts; what the call finds that tries after a rest always does.
    if (before != null && before.holds(now) && !before.tried()) {
      return before.left(now);
    }
    int failures = 1 + (before == null ? account.failures() : before.failures());
    var wait = restAfter(failure, failures);
    resting.put(key, new Rest(failures, now, now.plus(wait), failure.failure(), false));
    database.runAsWorker(db -> db.update(CONNECTIONS)
        .set(CONNECTIONS.FAILURES, greatest(CONNECTIONS.FAILURES.plus(1), val(failures)))
        .set(CONNECTIONS.BACKOFF_UNTIL, greatest(CONNECTIONS.BACKOFF_UNTIL, DatabaseClock.in(wait)))
        .where(CONNECTIONS.TENANT.eq(account.tenant()))
        .and(CONNECTIONS.ACCOUNT.eq(account.id()))
        .execute());
    return wait;
  }

  /** A wait that the provider asks for wins where it is longer; a shorter one has been followed in place, in vain. */
  private Duration restAfter(ProviderFailed failure, int failures) {
    var first = failure.failure() == ProviderFailure.THROTTLED ? settings.firstThrottledRest() : settings.firstRest();
    var doubled = first.multipliedBy(1L << Math.min(failures - 1, 12));
    var wait = doubled.compareTo(settings.longestRest()) > 0 ? settings.longestRest() : doubled;
    var asked = failure.retryAfter();
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }

  private static void recover(DSLContext db, ConnectedAccount account) {
    int recovered = db.update(CONNECTIONS)
        .set(CONNECTIONS.FAILURES, 0)
        .set(CONNECTIONS.BACKOFF_UNTIL, DatabaseClock.LONG_AGO)
        .where(CONNECTIONS.TENANT.eq(account.tenant()))
        .and(CONNECTIONS.ACCOUNT.eq(account.id()))
        .and(CONNECTIONS.FAILURES.gt(0))
        .execute();
    if (recovered > 0) {
      new WakeWaiting(account.tenant()).run(db);
    }
  }
}
