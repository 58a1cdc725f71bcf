package io.tributary.participants.timeline;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a timeline.
 *
 * @param type direct, group, broadcast (over a list or in bulk) or channel (of Slack)
 * @param subject of its first message
 * @param participantsCount all who take part
 * @param unreadCount inbound messages that one of our accounts holds unread and none holds read
 * @param priority low, normal, high or urgent: set by people
 * @param isHot much goes on in it, or it is read while something goes on
 * @param lastAccessedAt when somebody last read its messages here, to the minute
 * @param participants the first few of them, those of the record first
 */
record ConversationView(
    long id,
    String channel,
    String type,
    @Nullable String subject,
    @Nullable OffsetDateTime lastMessageAt,
    long messageCount,
    long participantsCount,
    long unreadCount,
    String priority,
    boolean isHot,
    @Nullable OffsetDateTime firstMessageAt,
    @Nullable OffsetDateTime lastAccessedAt,
    List<Who> participants) {

  /**
   * @param handle address, number or name under which the provider knows them
   * @param recordId whose it is; null while it is nobody's
   */
  record Who(long id, @Nullable String displayName, String handle, @Nullable Long recordId) {}
}
