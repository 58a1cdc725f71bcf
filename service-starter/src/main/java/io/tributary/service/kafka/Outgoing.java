package io.tributary.service.kafka;

import io.tributary.events.Topic;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish.
 *
 * @param key begins with the tenant
 * @param value null for a tombstone
 * @param traceparent W3C trace context to continue; null: that of the running thread, else a new one
 */
public record Outgoing<E extends SpecificRecord>(
    Topic<E> topic, String key, @Nullable E value, @Nullable String traceparent) {

  public Outgoing {
    Objects.requireNonNull(topic);
    Objects.requireNonNull(key);
  }

  public static <E extends SpecificRecord> Outgoing<E> of(Topic<E> topic, String key, E value) {
    return new Outgoing<>(topic, key, Objects.requireNonNull(value), null);
  }

  public static <E extends SpecificRecord> Outgoing<E> tombstone(Topic<E> topic, String key) {
    return new Outgoing<>(topic, key, null, null);
  }

  /** The same event as a part of that trace. */
  public Outgoing<E> within(@Nullable String trace) {
    return new Outgoing<>(topic, key, value, trace);
  }
}
