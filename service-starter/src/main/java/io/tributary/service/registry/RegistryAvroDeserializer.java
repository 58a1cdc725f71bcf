package io.tributary.service.registry;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro values for any Kafka consumer: generated classes with {@code specific.avro.reader=true}, else generic records. Keys: see
 * {@link RegistryConfig}. Throws {@link BadEvent} or {@link RegistryUnavailable}.
 */
public final class RegistryAvroDeserializer implements Deserializer<IndexedRecord> {

  private @Nullable AvroValues values;
  private boolean specific;

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    var parsed = RegistryConfig.of(config);
    values = new AvroValues(parsed);
    specific = parsed.specificReader();
  }

  @Override
  public @Nullable IndexedRecord deserialize(String topic, byte @Nullable [] bytes) {
    if (values == null) {
      throw new IllegalStateException("configure the deserializer before use");
    }
    if (bytes == null) {
      return null;
    }
    return specific ? values.decodeSpecific(bytes) : values.decodeGeneric(bytes);
  }

  @Override
  public void close() {
    if (values != null) {
      values.close();
    }
  }
}
