package io.tributary.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.service.kafka.Arrival.Poison;
import io.tributary.service.kafka.Arrival.Readable;
import io.tributary.service.telemetry.LogField;
import io.tributary.service.telemetry.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * One batch from Kafka to the handler: decode it, hand it over, and where the handler refuses it, halve it until the one bad record is
 * alone and goes to the dead letters. An outage is thrown on, with how far the batch came: the container commits that much and gives
 * the rest again after a while.
 */
final class DeliverBatch<E extends SpecificRecord> implements BatchMessageListener<byte[], byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverBatch.class);

  private final Subscription<E> subscription;
  private final DecodeRecord<E> decode;
  private final DeadLetters deadLetters;
  private final WaitingBatches waiting;
  private final MeterRegistry metrics;

  DeliverBatch(
      Subscription<E> subscription, DecodeRecord<E> decode, DeadLetters deadLetters, WaitingBatches waiting, MeterRegistry metrics) {
    this.subscription = subscription;
    this.decode = decode;
    this.deadLetters = deadLetters;
    this.waiting = waiting;
    this.metrics = metrics;
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    var progress = new Progress();
    var timer = Timer.start(metrics);
    // Where the batch begins; its tenants are many, so whoever logs about one event names its tenant.
    var first = records.getFirst();
    try (var _ = LogField.TOPIC.put(first.topic()); var _ = LogField.PARTITION.put(first.partition());
        var _ = LogField.OFFSET.put(first.offset()); var _ = LogField.COUNT.put(records.size())) {
      deliver(records.stream().map(decode::decode).toList(), progress);
      waiting.noLongerWait(partitions(records));
      timer.stop(metrics.timer(Metric.DELIVERIES, "topic", subscription.topic().name(), "outcome", "stored"));
    } catch (RuntimeException | Error outage) {
      // An Error says something of this process, not of an event; thrown on, it would end the consumer's thread.
      timer.stop(metrics.timer(Metric.DELIVERIES, "topic", subscription.topic().name(), "outcome", "waiting"));
      throw waiting(records, progress.done, outage);
    }
  }

  /** In order, so that everything before {@code progress.done} is stored or in the dead letters. */
  private void deliver(List<Arrival<E>> arrivals, Progress progress) {
    var events = events(arrivals);
    var refusal = handle(events);
    if (refusal != null && events.size() > 1) {
      int middle = arrivals.size() / 2;
      deliver(arrivals.subList(0, middle), progress);
      deliver(arrivals.subList(middle, arrivals.size()), progress);
      return;
    }
    deadLetters.take(poison(arrivals, refusal));
    progress.done += arrivals.size();
    metrics.counter(Metric.EVENTS_STORED, "topic", subscription.topic().name()).increment(refusal == null ? events.size() : 0);
  }

  /** What the handler has against these events, if anything; an outage is thrown. */
  private @Nullable Throwable handle(List<Received<E>> events) {
    if (events.isEmpty()) {
      return null;
    }
    var refusal = attempt(events);
    return refusal != null && events.size() == 1 && Verdict.mayHaveCollided(refusal) ? attempt(events) : refusal;
  }

  private @Nullable Throwable attempt(List<Received<E>> events) {
    try {
      subscription.handler().handle(events);
      return null;
    } catch (RuntimeException | StackOverflowError e) {
      if (e instanceof RuntimeException outage && Verdict.on(e) == Verdict.WAIT) {
        throw outage;
      }
      return e;
    }
  }

  private List<Received<E>> events(List<Arrival<E>> arrivals) {
    var events = new ArrayList<Received<E>>(arrivals.size());
    for (var arrival : arrivals) {
      if (arrival instanceof Readable<E>(_, var event)) {
        events.add(event);
      }
    }
    return events;
  }

  private List<Poison<E>> poison(List<Arrival<E>> arrivals, @Nullable Throwable refusal) {
    var poison = new ArrayList<Poison<E>>();
    for (var arrival : arrivals) {
      switch (arrival) {
        case Poison<E> one -> poison.add(one);
        case Readable<E>(var record, _) when refusal != null -> poison.add(new Poison<>(record, refusal));
        case Readable<E> _ -> {}
      }
    }
    return poison;
  }

  private BatchListenerFailedException waiting(List<ConsumerRecord<byte[], byte[]>> records, int done, Throwable outage) {
    var next = records.get(Math.min(done, records.size() - 1));
    var reason = Reason.of(outage).sentence();
    waiting.noLongerWait(partitions(records.subList(0, done)));
    waiting.hasToWait(partition(next), reason);
    LOG.atLevel(outage instanceof Error ? Level.ERROR : Level.WARN)
        .addKeyValue(LogField.PARTITION.key(), next.partition())
        .addKeyValue(LogField.OFFSET.key(), next.offset())
        .addKeyValue(LogField.REASON.key(), reason)
        .log("{}-{}@{} has to wait: {}", next.topic(), next.partition(), next.offset(), reason);
    LOG.debug("The outage in full", outage);
    // Without its cause: the container logs what it gets, and a driver's message may quote the row.
    return new BatchListenerFailedException("waiting: " + reason, next);
  }

  private static Set<TopicPartition> partitions(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(DeliverBatch::partition).collect(Collectors.toSet());
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** How many records of the batch are settled. */
  private static final class Progress {
    int done;
  }
}
