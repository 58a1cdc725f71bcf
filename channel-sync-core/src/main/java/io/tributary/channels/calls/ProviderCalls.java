package io.tributary.channels.calls;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.ForTenant;
import io.tributary.channels.NotAsked;
import io.tributary.channels.ProcessClock;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.SyncMetric;
import io.tributary.channels.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The gate before the provider: a place at the account, a call of its budget, and a few tries where the failure may pass. */
public final class ProviderCalls {

  private record AccountKey(String tenant, String account) {}

  private final Budgets budgets;
  private final AccountHealth health;
  private final CallSettings settings;
  private final MeterRegistry metrics;
  private final ConcurrentHashMap<AccountKey, Semaphore> places = new ConcurrentHashMap<>();

  public ProviderCalls(Budgets budgets, AccountHealth health, CallSettings settings, MeterRegistry metrics) {
    this.budgets = budgets;
    this.health = health;
    this.settings = settings;
    this.metrics = metrics;
  }

  /**
   * Makes the call. Where the channel itself leaves it ({@link NotAsked}), it counts nowhere.
   *
   * @throws NotAsked if the account is to be left alone
   * @throws ProviderFailed if the provider refuses for good or for longer than is waited in place
   */
  public <T> T make(ConnectedAccount account, SyncRun run, Supplier<T> call) {
    var place = places.computeIfAbsent(new AccountKey(account.tenant(), account.id()), _ -> new Semaphore(settings.atOnce(), true));
    try {
      if (!place.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new NotAsked(
            ProviderFailure.TRANSIENT, "The account was busy for " + settings.patience().toSeconds() + " s.", settings.firstRest());
      }
      try {
        return tryOften(account, run, call);
      } finally {
        place.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotAsked(ProviderFailure.TRANSIENT, "The worker is stopping.", Duration.ZERO);
    }
  }

  /**
   * Makes a call that is about the account and does not reach it, such as for its webhooks: it counts in the account's budget, is made also
   * where that is used up, and says nothing about whether the account can be asked. It is made once, for what it asks for may have been done
   * without an answer.
   *
   * @throws ProviderFailed if the provider refuses or does not answer
   */
  public <T> T makeAbout(ConnectedAccount account, Supplier<T> call) {
    budgets.count(account);
    return measured(ProcessClock.now(), () -> ForTenant.call(account.tenant(), call));
  }

  private <T> T tryOften(ConnectedAccount account, SyncRun run, Supplier<T> call) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      boolean triesTheAccount = mayCall(account, run);
      run.called();
      var asked = ProcessClock.now();
      try {
        var answer = measured(asked, () -> ForTenant.call(account.tenant(), call));
        health.answered(account, asked);
        return answer;
      } catch (NotAsked notMade) {
        budgets.putBack(account, run.claim().priority());
        run.notCalled();
        if (triesTheAccount) {
          health.wasNotTried(account);
        }
        throw notMade;
      } catch (ProviderFailed failure) {
        var wait = waitAfter(failure, tried);
        if (triesTheAccount || tried >= settings.tries() || !mayPassSoon(failure, wait, asked)) {
          throw failure;
        }
        Thread.sleep(wait);
      }
    }
  }

  /** @return true if this call is the one that tries whether the account is back */
  private boolean mayCall(ConnectedAccount account, SyncRun run) {
    boolean triesTheAccount = health.mayAsk(account);
    try {
      budgets.take(account, run.claim().priority());
    } catch (NotAsked overBudget) {
      if (triesTheAccount) {
        health.wasNotTried(account);
      }
      throw overBudget;
    }
    return triesTheAccount;
  }

  /** Not where the wait is long, or the failure took long to come: others wait behind this call. */
  private boolean mayPassSoon(ProviderFailed failure, Duration wait, Instant asked) {
    return failure.failure().passes()
        && wait.compareTo(settings.longestWait()) <= 0
        && Duration.between(asked, ProcessClock.now()).compareTo(settings.longestWait()) <= 0;
  }

  private <T> T measured(Instant asked, Supplier<T> call) {
    var outcome = "broken";
    try {
      var answer = call.get();
      outcome = "answered";
      return answer;
    } catch (NotAsked notMade) {
      outcome = "not_made";
      throw notMade;
    } catch (ProviderFailed failure) {
      outcome = failure.failure().name().toLowerCase(Locale.ROOT);
      throw failure;
    } finally {
      metrics.timer(SyncMetric.CALLS, "outcome", outcome).record(Duration.between(asked, ProcessClock.now()));
    }
  }

  /** Spread by half, so that runs which failed together do not come back together. */
  private Duration waitAfter(ProviderFailed failure, int tried) {
    var asked = failure.retryAfter();
    if (asked != null) {
      return asked;
    }
    long base = settings.firstWait().toMillis() << Math.min(tried - 1, 10);
    return Duration.ofMillis(base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1));
  }
}
