package io.tributary.participants.explain;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a participant is whose it is.
 *
 * @param participantId the participant; the older one where the one asked for was joined to it
 * @param decision what the rules say of what is stored now
 * @param rules all rules in the order in which they are tried
 * @param identities what it can be matched on
 * @param matches records that hold one of its identities, also those that did not decide
 * @param decisions what people decided about it, and about its identifiers
 * @param history how the link came about, newest first, at most 50
 * @param lastMessages its newest messages, and the accounts they were seen in
 */
record ParticipantExplanation(
    long participantId,
    String channel,
    @Nullable String displayName,
    String handle,
    Decision decision,
    List<TriedRule> rules,
    List<Identity> identities,
    List<Match> matches,
    List<ByHand> decisions,
    List<Change> history,
    List<SeenMessage> lastMessages) {

  /** @param status linked, ambiguous or unlinked @param rule the rule that decided */
  record Decision(
      String status, @Nullable Long recordId, @Nullable Long secondaryRecordId, @Nullable String method, @Nullable Double confidence,
      List<Long> candidates, String rule, String reason) {}

  /** @param outcome decided, nothing to say, or not asked */
  record TriedRule(String rule, String outcome) {}

  /** @param source alias: the provider equates it with the participant; evidence: a profile or directory says so; derived: from one of these */
  record Identity(String kind, String value, String source) {}

  /**
   * @param strength full: links alone; in part: other fields of its AND rule do not agree; weak: only without the plus tag
   * @param outcome used, or why it was skipped
   */
  record Match(long recordId, String pipeline, String field, String kind, String value, String method, String strength, String outcome) {}

  /** @param about the participant, or the kind of identifier it was decided for @param recordId null: nobody's */
  record ByHand(String about, String decision, @Nullable Long recordId, String by, OffsetDateTime at, @Nullable String reason) {}

  record Change(
      OffsetDateTime at, String by, @Nullable String fromStatus, @Nullable Long fromRecordId, String toStatus, @Nullable Long toRecordId,
      @Nullable String method, String reason) {}

  /** @param accounts the connected accounts that hold a copy @param learntBy sync, webhook or poll */
  record SeenMessage(long messageId, long conversationId, String role, OffsetDateTime sentAt, String learntBy, String bulk, List<String> accounts) {}
}
