package io.tributary.local.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether a group has events left to read, or ends of transactions only: those have offsets too, and a group that has read everything stands
 * before the last of them.
 */
public final class Unread implements AutoCloseable {

  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private record Span(TopicPartition partition, long from, long end) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<Span> without = new HashSet<>();

  public Unread(String bootstrapServers) {
    this.consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "auto.offset.reset", "earliest",
            "max.poll.records", 1),
        new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** @return true also where a transaction is open and nobody can say yet */
  public boolean isBetween(TopicPartition partition, long from, long end) {
    var span = new Span(partition, from, end);
    if (without.contains(span)) {
      return false;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      if (!consumer.poll(LONGEST_POLL).isEmpty() || consumer.position(partition) == before) {
        return true;
      }
    }
    without.add(span);
    return false;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
