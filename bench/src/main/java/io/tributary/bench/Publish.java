package io.tributary.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topic;
import io.tributary.service.registry.AvroValues;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts events on topics as the services do, but for the headers, which nobody needs here. */
public final class Publish implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroValues values;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public Publish(String bootstrapServers, String registryUrl) {
    this.producer = new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "max.request.size", 2_162_688),
        new ByteArraySerializer(), new ByteArraySerializer());
    this.values = AvroValues.with(Map.of("schema.registry.url", registryUrl));
  }

  public static Publish to(BenchStack stack) {
    return new Publish(stack.bootstrapServers(), stack.local().infrastructure().registry().url());
  }

  /** Encoded, to be sent later. */
  public <E extends SpecificRecord> ProducerRecord<byte[], byte[]> encoded(Topic<E> topic, String key, E event) {
    return new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), values.encode(topic.name() + "-value", event));
  }

  /** Returns when all is acknowledged. */
  public void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    records.forEach(record -> producer.send(record, (_, failed) -> failure.compareAndSet(null, failed)));
    producer.flush();
    var failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the broker did not take an event: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    producer.close();
    values.close();
  }
}
