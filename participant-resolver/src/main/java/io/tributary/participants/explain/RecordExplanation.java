package io.tributary.participants.explain;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a record's timeline holds what it holds, and why it does not hold the rest.
 *
 * @param mergedInto the record that holds its timeline now
 * @param identifiers what participants are matched on; those of records that were merged into it among them
 * @param participants who shows one of them, or was linked by a person: linked ones first, at most 200
 * @param truncated true where there are more
 */
record RecordExplanation(
    long recordId,
    String pipeline,
    @Nullable String displayName,
    boolean deleted,
    @Nullable Long mergedInto,
    List<Held> identifiers,
    List<Concerned> participants,
    boolean truncated) {

  /**
   * @param heldBy the record itself, or one that was merged into it
   * @param requires fields that must agree too
   * @param participants how many show it: none means that nothing was ever seen of it
   */
  record Held(String kind, String value, String field, long heldBy, List<String> requires, long participants) {}

  /**
   * @param status what it is to this record: linked, candidate or skipped
   * @param why the filter that skipped it, or what it is linked by
   * @param lastMessageId its newest message, as it was stored
   * @param account one that holds a copy of that
   */
  record Concerned(
      long participantId,
      String channel,
      @Nullable String displayName,
      String handle,
      String status,
      @Nullable String method,
      @Nullable Double confidence,
      String why,
      @Nullable String linkedBy,
      List<String> matchedOn,
      @Nullable Long lastMessageId,
      @Nullable OffsetDateTime lastMessageAt,
      @Nullable String account) {}
}
