package io.tributary.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.telemetry.Metric;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.MicrometerProducerListener;

/** A Kafka producer of bytes: idempotent, every replica in sync has to acknowledge. */
final class EventProducer implements SendRecord, AutoCloseable {

  /**
   * A record of somebody else's may be large before it is compressed; whether it is too large then, the dead letters' topic says. Half of
   * the producer's buffer.
   */
  private static final int LARGEST_LETTER = 16 * 1024 * 1024;

  private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
  private final MeterRegistry metrics;

  /** @param configured Boot's {@code spring.kafka.*}: addresses, security, and whatever of the tunable settings it names */
  static EventProducer ofEvents(Map<String, Object> configured, MeterRegistry metrics) {
    return new EventProducer(configured, ProducerSettings.LARGEST_EVENT, metrics);
  }

  /** As {@link #ofEvents}, for records as others wrote them. */
  static EventProducer ofDeadLetters(Map<String, Object> configured, MeterRegistry metrics) {
    return new EventProducer(configured, LARGEST_LETTER, metrics);
  }

  private EventProducer(Map<String, Object> configured, int largestRequest, MeterRegistry metrics) {
    this.producers = new DefaultKafkaProducerFactory<>(ProducerSettings.of(configured, largestRequest), new ByteArraySerializer(), new ByteArraySerializer());
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
}
