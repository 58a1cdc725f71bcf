package io.tributary.service.kafka;

import io.tributary.events.Topic;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic the service reads. Declare one as a bean: the starter runs it in batches under the group
 * {@code spring.application.name}, from the beginning where the group has no offset yet. Delivery is at least once and in order per
 * key, so handlers are idempotent.
 *
 * @param concurrency consumers within this process, at least 1
 */
public record Subscription<E extends SpecificRecord>(Topic<E> topic, BatchHandler<E> handler, int concurrency) {

  public Subscription {
    Objects.requireNonNull(topic);
    Objects.requireNonNull(handler);
    if (concurrency < 1) {
      throw new IllegalArgumentException("A subscription to " + topic + " needs a concurrency of at least 1, not " + concurrency);
    }
  }

  /** With one consumer. */
  public static <E extends SpecificRecord> Subscription<E> to(Topic<E> topic, BatchHandler<E> handler) {
    return new Subscription<>(topic, handler, 1);
  }
}
