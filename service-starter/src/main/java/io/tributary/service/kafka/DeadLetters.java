package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.events.Topics;
import io.tributary.service.kafka.Arrival.Poison;
import io.tributary.service.telemetry.LogField;
import io.tributary.service.telemetry.Metric;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The group's topic of records it could not read or store, with their original key, value and headers. */
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final SendRecord producer;
  private final String topic;
  private final WriteLetter letters;
  private final MeterRegistry metrics;

  DeadLetters(SendRecord producer, String group, InstantSource clock, MeterRegistry metrics) {
    this.producer = producer;
    this.topic = Topics.deadLettersOf(group);
    this.letters = new WriteLetter(topic, clock);
    this.metrics = metrics;
  }

  /**
   * Returns when the broker has acknowledged all. A record that is too large for the topic, which only somebody else's limits let into its
   * own topic, leaves a letter that says how large it is and where it lies: otherwise its partition would wait for ever.
   */
  void take(List<? extends Poison<?>> poison) {
    var whole = poison.stream().map(one -> producer.send(letters.whole(one.record(), Reason.of(one.failure())))).toList();
    var acknowledged = new ArrayList<CompletableFuture<Void>>(poison.size());
    for (int i = 0; i < poison.size(); i++) {
      var record = poison.get(i).record();
      acknowledged.add(isTooLarge(whole.get(i))
          ? producer.send(letters.withoutValue(record, Reason.of(poison.get(i).failure())))
          : whole.get(i));
    }
    EventPublisher.await(acknowledged, acknowledged.size());
    poison.forEach(one -> report(one.record(), Reason.of(one.failure())));
  }

  private static boolean isTooLarge(CompletableFuture<Void> sent) {
    return sent.handle((_, failure) -> failure instanceof RecordTooLargeException).join();
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
