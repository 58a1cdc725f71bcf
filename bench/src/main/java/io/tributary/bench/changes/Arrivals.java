package io.tributary.bench.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When the record of each key came to a consumer of the topic, from now on. */
final class Arrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<String, Instant> arrivedAt = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closed;

  private Arrivals(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.thread = Thread.ofPlatform().name("arrivals").start(this::read);
  }

  static Arrivals on(String topic, String bootstrapServers) {
    var consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
        new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions = consumer.partitionsFor(topic).stream().map(each -> new TopicPartition(topic, each.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return new Arrivals(consumer);
  }

  /** Waits for as many keys. @return when each came, by key */
  Map<String, Instant> await(int count) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (arrivedAt.size() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("%d of %d changes arrived within %d s.".formatted(arrivedAt.size(), count, LIMIT.toSeconds()));
      }
      LockSupport.parkNanos(1_000_000);
    }
    return arrivedAt;
  }

  private void read() {
    try (consumer) {
      while (!closed) {
        var records = consumer.poll(POLL);
        var now = Instant.now();
        records.forEach(record -> arrivedAt.putIfAbsent(new String(record.key(), UTF_8), now));
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
