package io.tributary.channels.calls;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.SyncRun;
import java.time.Duration;
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
  private final ConcurrentHashMap<AccountKey, Semaphore> places = new ConcurrentHashMap<>();

  public ProviderCalls(Budgets budgets, AccountHealth health, CallSettings settings) {
    this.budgets = budgets;
    this.health = health;
    this.settings = settings;
  }

  /**
   * Makes the call.
   *
   * @throws ProviderFailed if the provider refuses for good or for longer than is waited in place
   */
  public <T> T make(ConnectedAccount account, SyncRun run, Supplier<T> call) {
    var place = places.computeIfAbsent(new AccountKey(account.tenant(), account.id()), _ -> new Semaphore(settings.atOnce(), true));
    try {
      if (!place.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProviderFailed(ProviderFailure.TRANSIENT, "The account was busy for " + settings.patience().toSeconds() + " s.");
      }
      try {
        return tryOften(account, run, call);
      } finally {
        place.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderFailed(ProviderFailure.TRANSIENT, "The worker is stopping.");
    }
  }

  private <T> T tryOften(ConnectedAccount account, SyncRun run, Supplier<T> call) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      health.mustNotRest(account);
      budgets.take(account);
      try {
        run.called();
        return call.get();
      } catch (ProviderFailed failure) {
        var wait = waitAfter(failure, tried);
        if (!failure.failure().passes() || tried >= settings.tries() || wait.compareTo(settings.longestWait()) > 0) {
          throw failure;
        }
        Thread.sleep(wait);
      }
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
