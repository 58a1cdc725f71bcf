package io.tributary.channels.work;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.SyncRun;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
sealed interface SyncEnd {

  /** Nothing is left to fetch. */
  record Completed() implements SyncEnd {}

  /** There was nothing to ask for: the record has no identifier on this channel (any more). */
  record NothingToAsk() implements SyncEnd {}

  /**
   * Something is left.
   *
   * @param partly true if some accounts were read to the end
   * @param next wait until the next attempt; null where only a person can help, whose repair brings the next trigger
   */
  record LeftSomething(boolean partly, String error, @Nullable ProviderFailure failure, @Nullable Duration next) implements SyncEnd {}

  static SyncEnd of(SyncRun run, WorkerSettings settings) {
    if (run.claim().identifiers().isEmpty()) {
      return new NothingToAsk();
    }
    if (run.failures().isEmpty()) {
      return new Completed();
    }
    var first = run.failures().getFirst();
    return new LeftSomething(
        run.counts().accountsDone() > 0,
        run.failures().size() == 1 ? first.getMessage() : run.failures().size() + " accounts failed; the first: " + first.getMessage(),
        first.failure(),
        nextAttempt(run, settings));
  }

  /** The end of a run that broke on our own side. */
  static SyncEnd broken(SyncRun run, RuntimeException cause, WorkerSettings settings) {
    return new LeftSomething(
        false, "The sync broke: " + cause.getClass().getSimpleName() + ".", null, doubled(run, settings));
  }

  private static @Nullable Duration nextAttempt(SyncRun run, WorkerSettings settings) {
    // Dead access comes back by a person's hand, and connecting an account is a trigger of its own.
    var repairable = run.failures().stream().filter(failure -> failure.failure() != ProviderFailure.AUTH_DEAD).toList();
    if (repairable.isEmpty()) {
      return null;
    }
    var asked = repairable.stream()
        .map(ProviderFailed::retryAfter)
        .map(wait -> wait == null ? Duration.ZERO : wait)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
    var doubled = doubled(run, settings);
    return asked.compareTo(doubled) > 0 ? asked : doubled;
  }

  private static Duration doubled(SyncRun run, WorkerSettings settings) {
    var wait = settings.firstRetry().multipliedBy(1L << Math.min(run.claim().attempts(), 20));
    return wait.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : wait;
  }
}
