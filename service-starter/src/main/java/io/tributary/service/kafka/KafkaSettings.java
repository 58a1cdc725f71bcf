package io.tributary.service.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param firstWait before a batch that has to wait is tried again; doubles up to {@code longestWait}
 * @param longestWait far below {@code max.poll.interval.ms} (5 minutes), or the partitions are taken away
 * @param sweepEvery how often rows that nobody poked are looked for
 */
@ConfigurationProperties("tributary.kafka")
record KafkaSettings(
    @DefaultValue("1s") Duration firstWait, @DefaultValue("30s") Duration longestWait, @DefaultValue("1s") Duration sweepEvery) {

  KafkaSettings {
    if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0
        || longestWait.compareTo(Duration.ofMinutes(2)) > 0) {
      throw new IllegalArgumentException("tributary.kafka: 0 < first-wait <= longest-wait <= 2m has to hold, not %s and %s"
          .formatted(firstWait, longestWait));
    }
    if (sweepEvery.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException("tributary.kafka.sweep-every has to be at least 10ms, not " + sweepEvery);
    }
  }
}
