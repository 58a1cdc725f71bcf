package io.tributary.service.kafka;

import io.tributary.events.Position;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came.
 *
 * @param value null for a tombstone: the key is gone
 * @param headers as text, the last one of each name
 */
public record Received<E extends SpecificRecord>(
    String topic, int partition, long offset, String key, @Nullable E value, Instant timestamp, Map<String, String> headers) {

  /** Of the event that caused this one's work; hand it on in {@link Outgoing} to keep the trace. */
  public @Nullable String traceparent() {
    return headers.get(EventHeaders.TRACEPARENT);
  }

  /** Of a tombstone: since when the record is gone; null where its writer had no positions. */
  public @Nullable Position position() {
    return PositionHeader.read(headers.get(PositionHeader.NAME));
  }

  /** Where it lies, for logs; no content. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
