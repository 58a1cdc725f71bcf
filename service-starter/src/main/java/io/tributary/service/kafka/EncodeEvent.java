package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.service.registry.AvroValues;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** An event as a Kafka record: Avro value, CloudEvents in binary mode, trace context. */
final class EncodeEvent {

  private static final String CLOUD_EVENTS = "1.0";
  private static final String AVRO = "application/avro";

  private final AvroValues values;
  private final String source;
  private final InstantSource clock;

  /** @param service its name, which becomes the events' source */
  EncodeEvent(AvroValues values, String service, InstantSource clock) {
    this.values = values;
    this.source = "/" + service;
    this.clock = clock;
  }

  ProducerRecord<byte[], byte[]> encode(Outgoing<?> event) {
    var topic = event.topic().name();
    var value = event.value();
    var bytes = value == null ? null : values.encode(topic + "-value", value);
    return new ProducerRecord<>(topic, null, null, event.key().getBytes(UTF_8), bytes, headers(event));
  }

  private Headers headers(Outgoing<?> event) {
    var headers = new RecordHeaders();
    put(headers, EventHeaders.SPEC_VERSION, CLOUD_EVENTS);
    put(headers, EventHeaders.ID, UUID.randomUUID().toString());
    put(headers, EventHeaders.TYPE, event.topic().event().getName());
    put(headers, EventHeaders.SOURCE, source);
    put(headers, EventHeaders.TIME, clock.instant().toString());
    put(headers, EventHeaders.SUBJECT, event.key());
    if (event.value() != null) {
      put(headers, EventHeaders.CONTENT_TYPE, AVRO);
    }
    if (event.position() != null) {
      put(headers, PositionHeader.NAME, PositionHeader.text(event.position()));
    }
    put(headers, EventHeaders.TRACEPARENT, Traceparent.of(event.traceparent()));
    return headers;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
