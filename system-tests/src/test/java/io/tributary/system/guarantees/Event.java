package io.tributary.system.guarantees;

import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import io.tributary.events.RecordState;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A record of a topic. */
public record Event(String topic, int partition, long offset, String key, @Nullable SpecificRecord value) {

  static final Comparator<Position> BY_POSITION =
      Comparator.comparingLong(Position::getEpoch).thenComparingLong(Position::getRecordVersion).thenComparingLong(Position::getRulesVersion);

  /** What a change of a record or of its identifiers says; null for any other, and for a null. */
  @Nullable Position position() {
    return switch (value) {
      case RecordState state -> state.getPosition();
      case IdentifiersChanged changed -> changed.getPosition();
      case null, default -> null;
    };
  }

  String fingerprint() {
    return switch (value) {
      case RecordState state -> state.getFingerprint();
      case IdentifiersChanged changed -> changed.getFingerprint();
      case null, default -> "";
    };
  }

  String place() {
    return "%s-%d@%d %s".formatted(topic, partition, offset, key);
  }
}
