package io.tributary.participants.timeline;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param externalId Message-ID, or the provider's id
 * @param direction INBOUND, OUTBOUND or INTERNAL, seen from the tenant
 * @param read by one of our accounts; null where the provider does not say
 * @param seen we sent it, and somebody read it
 * @param edited its content is not what was said first
 * @param deleted it was taken back: it has no content any more
 * @param subject null where no account that holds it lets it be read; so are text and HTML
 * @param truncated true where text or HTML is longer than what is kept
 * @param bulk NONE, LIST, BULK or AUTO_REPLY
 * @param sender who sent it, or whose meeting it was. JSON as it goes out, like participants and copies, with id, role (FROM, TO, CC, BCC, MEMBER,
 *     HOST or ATTENDEE), display_name, handle and record_id
 * @param participants everybody, once for each role; who sent it goes first
 * @param copies account, folder and read of each connected account that holds it
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
    @JsonRawValue @Nullable String sender,
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    boolean truncated,
    long size,
    int attachments,
    String bulk,
    @JsonRawValue String participants,
    @JsonRawValue String copies) {}
