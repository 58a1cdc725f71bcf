package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topic;
import io.tributary.service.kafka.Arrival.Poison;
import io.tributary.service.kafka.Arrival.Readable;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.registry.BadEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** A Kafka record as an event of the topic's type. */
final class DecodeRecord<E extends SpecificRecord> {

  private final AvroValues values;
  private final Topic<E> topic;

  DecodeRecord(AvroValues values, Topic<E> topic) {
    this.values = values;
    this.topic = topic;
  }

  /** @throws io.tributary.service.registry.RegistryUnavailable if it cannot be said yet */
  Arrival<E> decode(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.key().length == 0) {
      return new Poison<>(record, new UnprocessableEvent("The record has no key; events of " + topic + " need one."));
    }
    try {
      var value = record.value() == null ? null : values.decode(record.value(), topic.event());
      return new Readable<>(record, new Received<>(record.topic(), record.partition(), record.offset(),
          new String(record.key(), UTF_8), value, Instant.ofEpochMilli(record.timestamp()), texts(record.headers())));
    } catch (BadEvent e) {
      return new Poison<>(record, e);
    }
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new HashMap<String, String>();
    headers.forEach(header -> {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), UTF_8));
      }
    });
    return Map.copyOf(texts);
  }
}
