package io.tributary.participants.timeline;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a conversation.
 *
 * @param providerParticipantId by which the provider names them there
 * @param joinedAt of the first message they took part in
 * @param leftAt when they left, as long as they are not back
 * @param lastReadAt of our messages to them alone, when the newest that they read was sent
 */
record MemberView(
    long id,
    @Nullable String displayName,
    String handle,
    @Nullable Long recordId,
    @Nullable String providerParticipantId,
    @Nullable OffsetDateTime joinedAt,
    @Nullable OffsetDateTime leftAt,
    long messageCount,
    @Nullable OffsetDateTime lastMessageAt,
    @Nullable OffsetDateTime lastReadAt) {}
