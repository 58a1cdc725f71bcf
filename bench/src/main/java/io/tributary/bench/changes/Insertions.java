package io.tributary.bench.changes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jooq.DSLContext;

/**
 * Rows inserted at once, and awaited on the topics. Events are counted by a consumer: the ends of topics also count the ends of
 * transactions.
 */
record Insertions(DSLContext sql, String bootstrapServers) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * @param count divisible by four
   * @return seconds from the commit until a consumer has the last change
   */
  double insert(Side side, int count) {
    var missing = new HashMap<String, Long>();
    side.perRow().forEach((topic, perRow) -> missing.put(topic, Math.round(perRow * count)));
    try (var consumer = atEndsOf(side.perRow().keySet())) {
      Rows.insert(sql, side, count);
      var committed = System.nanoTime();
      await(consumer, missing, committed + LIMIT.toNanos());
      return (System.nanoTime() - committed) / 1e9;
    }
  }

  private KafkaConsumer<byte[], byte[]> atEndsOf(Set<String> topics) {
    var consumer = new KafkaConsumer<>(
        Map.<String, Object>of(
            "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "max.poll.records", 10_000, "check.crcs", false),
        new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions = topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  private static void await(KafkaConsumer<byte[], byte[]> consumer, Map<String, Long> missing, long end) {
    while (missing.values().stream().anyMatch(count -> count > 0)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("After %d s these changes are not on Kafka yet: %s".formatted(LIMIT.toSeconds(), missing));
      }
      consumer.poll(Duration.ofMillis(100)).forEach(event -> missing.merge(event.topic(), -1L, Long::sum));
    }
  }
}
