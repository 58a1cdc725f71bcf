package io.tributary.channels.trigger;

import io.tributary.channels.RecordKey;
import io.tributary.channels.SoughtIdentifier;
import io.tributary.events.ChangeReason;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers a record holds on this channel since a position.
 *
 * @param writtenAt when the event was written to its topic
 */
record IdentifiersNow(
    RecordKey key,
    long epoch,
    long recordVersion,
    long rulesVersion,
    List<SoughtIdentifier> identifiers,
    String fingerprint,
    String reason,
    Instant writtenAt,
    @Nullable String traceparent) {

  private static final Comparator<IdentifiersNow> BY_POSITION = Comparator.comparingLong(IdentifiersNow::epoch)
      .thenComparingLong(IdentifiersNow::recordVersion)
      .thenComparingLong(IdentifiersNow::rulesVersion);

  static IdentifiersNow of(IdentifiersChanged event, Instant writtenAt, @Nullable String traceparent) {
    Position position = event.getPosition();
    return new IdentifiersNow(
        new RecordKey(event.getTenant(), event.getRecordId()),
        position.getEpoch(),
        position.getRecordVersion(),
        position.getRulesVersion(),
        event.getCurrent().stream().map(SoughtIdentifier::of).toList(),
        event.getFingerprint(),
        event.getReason().name(),
        writtenAt,
        traceparent);
  }

  /** None, since the position at which the record was deleted. */
  static IdentifiersNow gone(RecordKey key, Position position, Instant writtenAt, @Nullable String traceparent) {
    return new IdentifiersNow(
        key, position.getEpoch(), position.getRecordVersion(), position.getRulesVersion(), List.of(), "", ChangeReason.DELETED.name(),
        writtenAt, traceparent);
  }

  static IdentifiersNow later(IdentifiersNow one, IdentifiersNow other) {
    return BY_POSITION.compare(other, one) > 0 ? other : one;
  }
}
