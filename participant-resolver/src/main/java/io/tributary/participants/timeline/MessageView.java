package io.tributary.participants.timeline;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param externalId Message-ID, or the provider's id
 * @param sender who sent it, or whose meeting it was
 * @param direction INBOUND, OUTBOUND or INTERNAL, seen from the tenant
 * @param read by one of our accounts; null where the provider does not say
 * @param seen we sent it, and somebody read it
 * @param edited its content is not what was said first
 * @param deleted it was taken back: it has no content any more
 * @param subject null where no account that holds it lets it be read; so are text and HTML
 * @param truncated true where text or HTML is longer than what is kept
 * @param bulk NONE, LIST, BULK or AUTO_REPLY
 * @param participants everybody, once for each role
 * @param copies one for each connected account that holds it
 */
record MessageView(
    long id,
    String externalId,
    String kind,
    OffsetDateTime sentAt,
    @Nullable OffsetDateTime receivedAt,
    String direction,
    @Nullable Boolean read,
    boolean seen,
    boolean edited,
    boolean deleted,
    @Nullable TakesPart sender,
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    boolean truncated,
    long size,
    int attachments,
    String bulk,
    List<TakesPart> participants,
    List<Copy> copies) {

  /** @param role FROM, TO, CC, BCC, MEMBER, HOST or ATTENDEE */
  record TakesPart(long id, String role, @Nullable String displayName, String handle, @Nullable Long recordId) {}

  record Copy(String account, @Nullable String folder, @Nullable Boolean read) {}
}
