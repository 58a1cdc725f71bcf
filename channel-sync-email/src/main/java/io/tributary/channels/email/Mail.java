package io.tributary.channels.email;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A mail as UniPile shows it. Only what every kind of mailbox has is taken for granted. */
record Mail(
    String id,
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
    @Nullable List<Header> headers) {

  record Attendee(@JsonProperty("display_name") @Nullable String displayName, @Nullable String identifier) {}

  record Header(String name, @Nullable String value) {}

  boolean isDraft() {
    return role != null && role.toLowerCase(Locale.ROOT).startsWith("draft");
  }

  /** The id in its account: the provider's own where it is told, since UniPile's ids have changed once. */
  String idInAccount() {
    return providerId == null || providerId.isBlank() ? id : providerId;
  }
}
