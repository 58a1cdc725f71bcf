package io.tributary.service.kafka;

import io.tributary.events.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a null stands among the changes of its record. An event says so itself; a null can only in a header, and must: delivered again after
 * the record was restored, it would delete it once more.
 */
final class PositionHeader {

  /** An extension attribute in the sense of CloudEvents. */
  static final String NAME = "ce_position";

  private static final String SEPARATOR = ":";
  private static final int PARTS = 3;

  static String text(Position position) {
    return position.getEpoch() + SEPARATOR + position.getRecordVersion() + SEPARATOR + position.getRulesVersion();
  }

  /** @throws UnprocessableEvent if it is not three numbers */
  static @Nullable Position read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var parts = text.split(SEPARATOR, PARTS);
    try {
      return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      throw new UnprocessableEvent("The header " + NAME + " is not epoch:version:rules.");
    }
  }

  private PositionHeader() {}
}
