package io.tributary.service.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Which partitions of a subscription have to wait at the moment, since when and what for. */
final class WaitingBatches {

  /** A deadlock or a broken connection is over at the second attempt; what fails then too is an outage. */
  private static final int ATTEMPTS_OF_AN_OUTAGE = 2;

  private final InstantSource clock;
  private final Map<TopicPartition, Wait> waits = new ConcurrentHashMap<>();

  WaitingBatches(InstantSource clock) {
    this.clock = clock;
  }

  /** One attempt, before which everything up to here was settled, was in vain. */
  void hasToWait(TopicPartition partition, String reason) {
    waits.merge(partition, new Wait(clock.instant(), 1, reason), (before, now) -> new Wait(before.since(), before.attempts() + 1, reason));
  }

  /** Their records were stored, or they belong to another consumer now. */
  void noLongerWait(Collection<TopicPartition> partitions) {
    partitions.forEach(waits::remove);
  }

  /** The longest wait of those that failed more than once. */
  Optional<Wait> outage() {
    return waits.values().stream().filter(each -> each.attempts >= ATTEMPTS_OF_AN_OUTAGE).min(Comparator.comparing(Wait::since));
  }

  /** How long that wait is by now; 0 where there is none. */
  double seconds() {
    return outage().map(each -> Duration.between(each.since(), clock.instant()).toMillis() / 1000.0).orElse(0.0);
  }

  /**
   * @param since the first failure
   * @param reason the last one, in a sentence without personal data
   */
  record Wait(Instant since, int attempts, String reason) {

    @Override
    public String toString() {
      return "since %s, %d attempts: %s".formatted(since, attempts, reason);
    }
  }
}
