package io.tributary.service.registry;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro values for any Kafka producer, as Confluent's KafkaAvroSerializer writes them, under the subject "topic-value" (or "topic-key").
 * Keys: see {@link RegistryConfig}.
 */
public final class RegistryAvroSerializer implements Serializer<IndexedRecord> {

  private @Nullable AvroValues values;
  private String suffix = "-value";

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    values = AvroValues.with(config);
    suffix = isKey ? "-key" : "-value";
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable IndexedRecord value) {
    if (values == null) {
      throw new IllegalStateException("configure the serializer before use");
    }
    return value == null ? null : values.encode(topic + suffix, value);
  }

  @Override
  public void close() {
    if (values != null) {
      values.close();
    }
  }
}
