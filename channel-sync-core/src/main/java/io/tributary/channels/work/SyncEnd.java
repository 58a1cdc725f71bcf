package io.tributary.channels.work;

import io.tributary.channels.NotAsked;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.SyncRun;
import io.tributary.channels.job.WaitsFor;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
sealed interface SyncEnd {

  Duration LONGEST_SPREAD = Duration.ofHours(1);

  /** Nothing is left to fetch. */
  record Completed() implements SyncEnd {}

  /** There was nothing to ask for: the record has no identifier on this channel (any more). */
  record NothingToAsk() implements SyncEnd {}

  /**
   * Something is left.
   *
   * @param partly true if some accounts were read to the end
   * @param waitsFor what the next attempt waits for, or a person is to do
   * @param next wait until the next attempt; null where only a person can help, whose repair brings the next trigger
   * @param ownFault true if something failed that its account's rest does not explain: such attempts wait longer each time
   */
  record LeftSomething(boolean partly, String error, @Nullable ProviderFailure failure, WaitsFor waitsFor, @Nullable Duration next, boolean ownFault)
      implements SyncEnd {}

  static SyncEnd of(SyncRun run, WorkerSettings settings) {
    if (run.claim().identifiers().isEmpty()) {
      return new NothingToAsk();
    }
    if (run.failures().isEmpty()) {
      return new Completed();
    }
    var first = run.failures().getFirst().why();
    var next = nextAttempt(run, settings);
    return new LeftSomething(
        run.counts().accountsDone() > 0,
        run.failures().size() == 1 ? first.getMessage() : run.failures().size() + " accounts failed; the first: " + first.getMessage(),
        first.failure(),
        next.map(Attempt::waitsFor).orElse(WaitsFor.RECONNECT),
        next.map(Attempt::in).orElse(null),
        run.failures().stream().anyMatch(failure -> !isItsAccounts(failure.why())));
  }

  /** The end of a run that broke on our own side. */
  static SyncEnd broken(SyncRun run, RuntimeException cause, WorkerSettings settings) {
    return new LeftSomething(
        false, "The sync broke: " + cause.getClass().getSimpleName() + ".", null, WaitsFor.RETRY, doubled(run, settings), true);
  }

  /** When something is tried again, and what that waits for. */
  record Attempt(Duration in, WaitsFor waitsFor) {}

  private static Optional<Attempt> nextAttempt(SyncRun run, WorkerSettings settings) {
    // Dead access comes back by a person's hand, and connecting an account is a trigger of its own.
    return run.failures().stream()
        .filter(failure -> failure.why().failure() != ProviderFailure.AUTH_DEAD)
        .map(failure -> isItsAccounts(failure.why())
            ? new Attempt(afterRest(failure.rest(), settings), isBudget(failure.why()) ? WaitsFor.BUDGET : WaitsFor.ACCOUNT)
            : new Attempt(doubled(run, settings), WaitsFor.RETRY))
        .min(Comparator.comparing(Attempt::in));
  }

  private static boolean isBudget(ProviderFailed why) {
    return why instanceof NotAsked notAsked && notAsked.isOverBudget();
  }

  /** True if every record would have failed there. */
  private static boolean isItsAccounts(ProviderFailed why) {
    return why instanceof NotAsked || why.failure().passes() || why.failure() == ProviderFailure.AUTH_DEAD;
  }

  /** Up to twice the rest and an hour more at most, so that not all that waits for the account comes in one moment; at once when it answers. */
  private static Duration afterRest(Duration rest, WorkerSettings settings) {
    var wait = rest.compareTo(settings.firstRetry()) > 0 ? rest : settings.firstRetry();
    return wait.plusMillis(ThreadLocalRandom.current().nextLong(Math.min(wait.toMillis(), LONGEST_SPREAD.toMillis()) + 1));
  }

  private static Duration doubled(SyncRun run, WorkerSettings settings) {
    var wait = settings.firstRetry().multipliedBy(1L << Math.min(run.claim().attempts(), 20));
    return wait.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : wait;
  }
}
