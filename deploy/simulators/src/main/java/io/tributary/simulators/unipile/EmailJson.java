package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as UniPile shows it.
 *
 * @param kind {@code 1_meta} without texts, {@code 2_full} with them
 * @param messageId of RFC 5322, with its angle brackets
 * @param providerId the mail server's id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EmailJson(
    String object,
    String kind,
    String id,
    @JsonProperty("deprecated_id") @Nullable String deprecatedId,
    @JsonProperty("account_id") String accountId,
    String type,
    String date,
    String role,
    List<String> folders,
    @JsonProperty("folderIds") List<String> folderIds,
    @JsonInclude @JsonProperty("read_date") @Nullable String readDate,
    @JsonProperty("message_id") String messageId,
    @JsonProperty("provider_id") String providerId,
    @JsonProperty("thread_id") String threadId,
    @JsonProperty("in_reply_to") @Nullable InReplyTo inReplyTo,
    @JsonProperty("from_attendee") Attendee from,
    @JsonProperty("to_attendees") List<Attendee> to,
    @JsonProperty("cc_attendees") List<Attendee> cc,
    @JsonProperty("bcc_attendees") List<Attendee> bcc,
    @JsonProperty("reply_to_attendees") List<Attendee> replyTo,
    String subject,
    String body,
    @JsonProperty("body_plain") String bodyPlain,
    @JsonProperty("has_attachments") boolean hasAttachments,
    List<Attachment> attachments,
    String origin,
    @Nullable List<Header> headers,
    @Nullable List<String> categories) {

  /** Only where the mail that was answered lies in the same mailbox. */
  record InReplyTo(@JsonProperty("message_id") String messageId, String id) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Attendee(
      @JsonProperty("display_name") @Nullable String displayName, String identifier, @JsonProperty("identifier_type") String identifierType) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Attachment(String id, String name, int size, String extension, String mime, @Nullable String cid) {}

  record Header(String name, String value) {}
}
