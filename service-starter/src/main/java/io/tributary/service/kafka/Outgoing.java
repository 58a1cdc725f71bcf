package io.tributary.service.kafka;

import io.tributary.events.Position;
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
 * @param position of a tombstone among the changes of its record, where changes have positions; an event says its own
 */
public record Outgoing<E extends SpecificRecord>(
    Topic<E> topic, String key, @Nullable E value, @Nullable String traceparent, @Nullable Position position) {

  public Outgoing {
    Objects.requireNonNull(topic);
    Objects.requireNonNull(key);
  }

  public static <E extends SpecificRecord> Outgoing<E> of(Topic<E> topic, String key, E value) {
    return new Outgoing<>(topic, key, Objects.requireNonNull(value), null, null);
  }

  public static <E extends SpecificRecord> Outgoing<E> tombstone(Topic<E> topic, String key) {
    return new Outgoing<>(topic, key, null, null, null);
  }

  /** For a record that is gone since that position: whoever has a newer one knows that it came back. */
  public static <E extends SpecificRecord> Outgoing<E> tombstone(Topic<E> topic, String key, Position position) {
    return new Outgoing<>(topic, key, null, null, position);
  }

  /** The same event as a part of that trace. */
  public Outgoing<E> within(@Nullable String trace) {
    return new Outgoing<>(topic, key, value, trace, position);
  }
}
