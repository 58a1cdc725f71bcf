package io.tributary.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.kafka.core.MicrometerProducerListener;

/**
 * Publishes as {@link EventPublisher} does, and as the only holder of a name: once another has taken it, nothing of this one comes to a topic
 * any more, not even what is still on its way. Kafka shuts out producers of transactions only, so each call is one. For one thread at a time.
 */
public final class FencedPublisher implements AutoCloseable {

  /** What is not committed by then is aborted. */
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  private final String id;
  private final Producer<byte[], byte[]> producer;
  private final EncodeEvent encode;
  private final MeterRegistry metrics;
  private final MicrometerProducerListener<byte[], byte[]> measured;
  private volatile boolean lost;

  FencedPublisher(String id, Producer<byte[], byte[]> producer, EncodeEvent encode, MeterRegistry metrics) {
    this.id = id;
    this.producer = producer;
    this.encode = encode;
    this.metrics = metrics;
    this.measured = new MicrometerProducerListener<>(metrics);
  }

  void shutOthersOut() {
    measured.producerAdded(id, producer);
    producer.initTransactions();
  }

  /** Whether it threw {@link PublisherLost}. */
  public boolean isLost() {
    return lost;
  }

  /**
   * Sends all and waits until they are valid: acknowledged by every replica in sync, and committed. At most about a minute.
   *
   * @throws PublishFailed if one was not acknowledged; none is valid, and all may be published again, as after any other exception of one
   *     that cannot be written
   * @throws PublisherLost if another has the name now, or the broker did not say in time how the transaction ended
   */
  public void publish(Collection<? extends Outgoing<?>> events) {
    try {
      producer.beginTransaction();
      var sent = sent(events);
      producer.flush();
      EventPublisher.await(sent, events.size());
    } catch (RuntimeException failure) {
      count(Metric.PUBLISH_FAILURES, events);
      abort(failure);
      throw failure;
    }
    commit(events);
    count(Metric.EVENTS_PUBLISHED, events);
  }

  private List<Future<?>> sent(Collection<? extends Outgoing<?>> events) {
    var sent = new ArrayList<Future<?>>(events.size());
    for (var event : events) {
      var acknowledged = producer.send(encode.encode(event));
      sent.add(acknowledged);
      if (acknowledged.state() == Future.State.FAILED) {
        // Without a broker each send blocks for a while; there is no use in trying the others.
        break;
      }
    }
    return sent;
  }

  private void abort(RuntimeException failure) {
    try {
      producer.abortTransaction();
    } catch (RuntimeException notAborted) {
      failure.addSuppressed(notAborted);
      lost = true;
      throw new PublisherLost("%s can publish no more: %s".formatted(id, Reason.of(failure).sentence()), failure);
    }
  }

  private void commit(Collection<? extends Outgoing<?>> events) {
    try {
      producer.commitTransaction();
    } catch (RuntimeException unknown) {
      count(Metric.PUBLISH_FAILURES, events);
      lost = true;
      throw new PublisherLost("Whether %d events of %s are valid is unknown: %s".formatted(events.size(), id, Reason.of(unknown).sentence()), unknown);
    }
  }

  private void count(String metric, Collection<? extends Outgoing<?>> events) {
    events.forEach(event -> metrics.counter(metric, "topic", event.topic().name()).increment());
  }

  @Override
  public void close() {
    try {
      measured.producerRemoved(id, producer);
    } finally {
      producer.close(CLOSES_WITHIN);
    }
  }
}
