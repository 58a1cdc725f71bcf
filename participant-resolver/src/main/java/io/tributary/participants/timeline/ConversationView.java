package io.tributary.participants.timeline;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a timeline.
 *
 * @param type direct or group
 * @param subject of its first message
 * @param participantsCount all who take part
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
    List<Who> participants) {

  /**
   * @param handle address, number or name under which the provider knows them
   * @param recordId whose it is; null while it is nobody's
   */
  record Who(long id, @Nullable String displayName, String handle, @Nullable Long recordId) {}
}
