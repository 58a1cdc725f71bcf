package io.tributary.channels.calls;

import io.tributary.channels.ProviderFailure;
import java.time.Duration;
import java.time.Instant;

/**
 * An account is left alone.
 *
 * @param failures in a row
 * @param since when the last of them was noticed
 * @param why what the last of them was
 * @param tried true while one call tries whether the account is back: {@code until} is how long the others wait for that
 */
record Rest(int failures, Instant since, Instant until, ProviderFailure why, boolean tried) {

  boolean holds(Instant now) {
    return until.isAfter(now);
  }

  /** For the others, while one call tries. */
  Rest triedUntil(Instant end) {
    return new Rest(failures, since, end, why, true);
  }

  /** Whoever comes next may try. */
  Rest untried(Instant now) {
    return new Rest(failures, since, now, why, false);
  }

  /** The one that lasts longer, of this and one that was only heard of; for the reason that is known here. */
  Rest orHeardOf(Rest other) {
    return other.until.isAfter(until) ? new Rest(other.failures, other.since, other.until, why, other.tried) : this;
  }

  Duration left(Instant now) {
    return Duration.between(now, until);
  }
}
