package io.tributary.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.telemetry.Metric;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.MicrometerProducerListener;

/** A Kafka producer of bytes: idempotent, every replica in sync has to acknowledge. */
final class EventProducer implements SendRecord, AutoCloseable {

  /** Topics take 2 MiB, compressed. */
  private static final int LARGEST_EVENT = 2 * 1024 * 1024 + 64 * 1024;
  /**
   * A record of somebody else's may be large before it is compressed; whether it is too large then, the dead letters' topic says. Half of
   * the producer's buffer.
   */
  private static final int LARGEST_LETTER = 16 * 1024 * 1024;

  private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
  private final MeterRegistry metrics;

  /** @param configured Boot's {@code spring.kafka.*}: addresses, security, and whatever of the tunable settings it names */
  static EventProducer ofEvents(Map<String, Object> configured, MeterRegistry metrics) {
    return new EventProducer(configured, LARGEST_EVENT, metrics);
  }

  /** As {@link #ofEvents}, for records as others wrote them. */
  static EventProducer ofDeadLetters(Map<String, Object> configured, MeterRegistry metrics) {
    return new EventProducer(configured, LARGEST_LETTER, metrics);
  }

  private EventProducer(Map<String, Object> configured, int largestRequest, MeterRegistry metrics) {
    this.producers = new DefaultKafkaProducerFactory<>(settings(configured, largestRequest), new ByteArraySerializer(), new ByteArraySerializer());
    this.producers.addListener(new MicrometerProducerListener<>(metrics));
    this.metrics = metrics;
  }

  @Override
  public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    var acknowledged = new CompletableFuture<Void>();
    try {
      // Asked for each time: the factory replaces a producer that cannot go on.
      producers.createProducer().send(record, (_, failure) -> settle(acknowledged, record.topic(), failure));
    } catch (RuntimeException e) {
      settle(acknowledged, record.topic(), e);
    }
    return acknowledged;
  }

  @Override
  public void close() {
    producers.destroy();
  }

  private void settle(CompletableFuture<Void> acknowledged, String topic, @Nullable Exception failure) {
    if (failure == null) {
      metrics.counter(Metric.EVENTS_PUBLISHED, "topic", topic).increment();
      acknowledged.complete(null);
    } else {
      metrics.counter(Metric.PUBLISH_FAILURES, "topic", topic).increment();
      acknowledged.completeExceptionally(failure);
    }
  }

  private static Map<String, Object> settings(Map<String, Object> configured, int largestRequest) {
    var settings = new HashMap<String, Object>(Map.of(
        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRequest,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000));
    settings.putAll(configured);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return settings;
  }
}
