package io.tributary.simulators.webhook;

import java.time.Duration;
import java.util.List;

/** How long a delivery that was refused waits for each of its next attempts. UniPile tries five times more and has not said when. */
public record RetryDelays(List<Duration> delays) {

  public static final RetryDelays USUAL = from(Duration.ofSeconds(10));

  public RetryDelays {
    delays = List.copyOf(delays);
  }

  /** Five times, each twice as long after the one before it. */
  public static RetryDelays from(Duration first) {
    return new RetryDelays(List.of(first, first.multipliedBy(2), first.multipliedBy(4), first.multipliedBy(8), first.multipliedBy(16)));
  }
}
