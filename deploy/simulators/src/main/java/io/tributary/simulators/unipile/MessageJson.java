package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as UniPile shows it.
 *
 * @param object null within a chat
 * @param senderId the network's id of the sender
 * @param seenBy when, by the reader's id in the network
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageJson(
    @Nullable String object,
    String id,
    @JsonProperty("provider_id") String providerId,
    @JsonProperty("account_id") String accountId,
    @JsonProperty("chat_id") String chatId,
    @JsonProperty("chat_provider_id") String chatProviderId,
    @JsonProperty("sender_id") String senderId,
    @JsonProperty("sender_attendee_id") String senderAttendeeId,
    @JsonProperty("sender_public_identifier") @Nullable String senderPublicIdentifier,
    @JsonInclude @Nullable String text,
    String timestamp,
    @JsonProperty("is_sender") int isSender,
    @Nullable String subject,
    List<AttachmentJson> attachments,
    @Nullable Quoted quoted,
    List<ReactionJson> reactions,
    int seen,
    @JsonProperty("seen_by") Map<String, String> seenBy,
    int delivered,
    int hidden,
    int deleted,
    int edited,
    @JsonProperty("is_event") int isEvent,
    @JsonProperty("event_type") @Nullable Integer eventType,
    @JsonInclude @Nullable Integer behavior,
    String original,
    @JsonProperty("message_type") @Nullable String messageType) {

  /** The form of {@code type} decides which of the nullable components are there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AttachmentJson(
      String id, String type, @JsonProperty("file_size") int fileSize, boolean unavailable, String mimetype, String url,
      @Nullable Size size, @Nullable Boolean sticker, @Nullable Boolean gif, @JsonProperty("voice_note") @Nullable Boolean voiceNote,
      @JsonProperty("file_name") @Nullable String fileName) {}

  record Size(int width, int height) {}

  record Quoted(
      @JsonProperty("provider_id") String providerId, @JsonProperty("sender_id") String senderId, @Nullable String text,
      List<AttachmentJson> attachments) {}

  record ReactionJson(String value, @JsonProperty("sender_id") String senderId, @JsonProperty("is_sender") boolean isSender) {}
}
