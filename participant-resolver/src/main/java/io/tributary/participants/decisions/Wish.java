package io.tributary.participants.decisions;

import io.tributary.service.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of one participant.
 *
 * @param forbid true to say that it is not the record's
 * @param recordId null where it is to be unlinked from whichever record it is linked to
 * @param confidence from 0 to 1
 */
record Wish(long participantId, boolean forbid, @Nullable Long recordId, double confidence, @Nullable String reason) {

  private static final double CONFIDENCE = 0.9;
  private static final int LONGEST_REASON = 1_000;

  static Wish link(long participantId, long recordId, @Nullable Double confidence, @Nullable String reason) {
    if (confidence != null && !(confidence > 0 && confidence <= 1)) {
      throw Problem.invalid("confidence", "must be above 0 and at most 1");
    }
    return new Wish(participantId, false, recordId, confidence == null ? CONFIDENCE : confidence, checked(reason));
  }

  static Wish unlink(long participantId, @Nullable Long recordId, @Nullable String reason) {
    return new Wish(participantId, true, recordId, CONFIDENCE, checked(reason));
  }

  static @Nullable String checked(@Nullable String reason) {
    if (reason != null && (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0)) {
      throw Problem.invalid("reason", "must be text of at most %d characters".formatted(LONGEST_REASON));
    }
    return reason;
  }
}
