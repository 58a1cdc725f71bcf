package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.events.Topics;
import io.tributary.service.kafka.Arrival.Poison;
import io.tributary.service.telemetry.LogField;
import io.tributary.service.telemetry.Metric;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The group's topic of records it could not read or store, with their original key, value and headers. */
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final SendRecord producer;
  private final String topic;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  DeadLetters(SendRecord producer, String group, InstantSource clock, MeterRegistry metrics) {
    this.producer = producer;
    this.topic = Topics.deadLettersOf(group);
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Returns when the broker has acknowledged all. */
  void take(List<? extends Poison<?>> poison) {
    var sent = poison.stream().map(one -> producer.send(letter(one.record(), Reason.of(one.failure())))).toList();
    EventPublisher.await(sent, sent.size());
    poison.forEach(one -> report(one.record(), Reason.of(one.failure())));
  }

  private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, Reason reason) {
    return new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers(record, reason));
  }

  private Headers headers(ConsumerRecord<byte[], byte[]> record, Reason reason) {
    var headers = new RecordHeaders(record.headers());
    put(headers, EventHeaders.ORIGIN_TOPIC, record.topic());
    put(headers, EventHeaders.ORIGIN_PARTITION, Integer.toString(record.partition()));
    put(headers, EventHeaders.ORIGIN_OFFSET, Long.toString(record.offset()));
    put(headers, EventHeaders.ORIGIN_TIMESTAMP, Long.toString(record.timestamp()));
    put(headers, EventHeaders.REASON_CLASS, reason.type());
    put(headers, EventHeaders.REASON, reason.sentence());
    put(headers, EventHeaders.FAILED_AT, clock.instant().toString());
    return headers;
  }

  /** In place of an older one: a redriven record that fails again speaks of this failure. */
  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }

  private void report(ConsumerRecord<byte[], byte[]> record, Reason reason) {
    metrics.counter(Metric.DEAD_LETTERS, "topic", record.topic(), "reason", reason.type()).increment();
    LOG.atError()
        .addKeyValue(LogField.TOPIC.key(), record.topic())
        .addKeyValue(LogField.PARTITION.key(), record.partition())
        .addKeyValue(LogField.OFFSET.key(), record.offset())
        .addKeyValue(LogField.TENANT.key(), tenant(record.key()))
        .addKeyValue(LogField.REASON.key(), reason.sentence())
        .log("{}-{}@{} went to {}: {}", record.topic(), record.partition(), record.offset(), topic, reason.sentence());
  }

  /** The rest of a key may name a person. */
  private static String tenant(byte @Nullable [] key) {
    if (key == null) {
      return "";
    }
    var text = new String(key, UTF_8);
    return text.contains("|") ? text.substring(0, text.indexOf('|')) : "";
  }
}
