package io.tributary.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WaitingBatchesTest {

  private static final TopicPartition FIRST = new TopicPartition("record.upserts", 0);
  private static final TopicPartition SECOND = new TopicPartition("record.upserts", 1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private final WaitingBatches waiting = new WaitingBatches(now::get);

  @Test
  void oneFailureIsNoOutage() {
    waiting.hasToWait(FIRST, "a deadlock");

    assertThat(waiting.outage()).isEmpty();
    assertThat(waiting.seconds()).isZero();
  }

  @Test
  void theLongestWaitCountsFromItsFirstFailure() {
    waiting.hasToWait(FIRST, "no connection");
    passSeconds(5);
    waiting.hasToWait(FIRST, "still no connection");
    waiting.hasToWait(SECOND, "no connection");
    waiting.hasToWait(SECOND, "no connection");
    passSeconds(7);

    assertThat(waiting.seconds()).isEqualTo(12.0);
    assertThat(waiting.outage()).get().asString().contains("since 2026-11-21T10:00:00Z", "2 attempts", "still no connection");
  }

  @Test
  void whatIsStoredOrTakenAwayNoLongerWaits() {
    waiting.hasToWait(FIRST, "no connection");
    waiting.hasToWait(FIRST, "no connection");

    waiting.noLongerWait(List.of(FIRST, SECOND));

    assertThat(waiting.outage()).isEmpty();
  }

  private void passSeconds(int seconds) {
    now.updateAndGet(before -> before.plusSeconds(seconds));
  }
}
