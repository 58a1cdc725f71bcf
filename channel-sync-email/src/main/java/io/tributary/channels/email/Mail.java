package io.tributary.channels.email;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.content.MailHeader;
import io.tributary.content.MailHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail as UniPile shows it, in an answer or in an event. Only what every kind of mailbox has is taken for granted.
 *
 * @param complete false while UniPile itself has not read all of it
 */
record Mail(
    @JsonAlias("email_id") String id,
    @JsonProperty("provider_id") @Nullable String providerId,
    @JsonProperty("message_id") @Nullable String messageId,
    @JsonProperty("thread_id") @Nullable String threadId,
    @Nullable String date,
    @Nullable String role,
    @Nullable List<String> folders,
    @JsonProperty("read_date") @Nullable String readDate,
    @Nullable String subject,
    @Nullable String body,
    @JsonProperty("body_plain") @Nullable String bodyPlain,
    @JsonProperty("from_attendee") @Nullable Attendee from,
    @JsonProperty("to_attendees") @Nullable List<Attendee> to,
    @JsonProperty("cc_attendees") @Nullable List<Attendee> cc,
    @JsonProperty("bcc_attendees") @Nullable List<Attendee> bcc,
    @Nullable List<Object> attachments,
    @JsonProperty("in_reply_to") @Nullable Object inReplyTo,
    @JsonProperty("headers") @Nullable List<MailHeader> headerList,
    @JsonProperty("is_complete") @Nullable Boolean complete) {

  record Attendee(@JsonProperty("display_name") @Nullable String displayName, @Nullable String identifier) {}

  boolean isDraft() {
    return role != null && role.toLowerCase(Locale.ROOT).startsWith("draft");
  }

  /** Nothing is missing that decides whose conversation it belongs to and whether it is bulk mail. */
  boolean isWhole() {
    return !Boolean.FALSE.equals(complete) && headerList != null;
  }

  MailHeaders headers() {
    return new MailHeaders(headerList == null ? List.of() : headerList);
  }

  /** When it was sent, as far as that can be read. */
  @Nullable Instant sentAt() {
    try {
      return date == null ? null : OffsetDateTime.parse(date).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** The id of the mail that it answers, where UniPile says it: as text or as an object. */
  @Nullable String answered() {
    var written = inReplyTo instanceof Map<?, ?> reply ? reply.get("message_id") : inReplyTo;
    return written instanceof String text ? text : null;
  }

  /** The id in its account: the provider's own where it is told, since UniPile's ids have changed once. */
  String idInAccount() {
    return providerId == null || providerId.isBlank() ? id : providerId;
  }
}
