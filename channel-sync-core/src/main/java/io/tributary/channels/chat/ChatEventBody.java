package io.tributary.channels.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.channels.chat.ChatAttendee.Specifics;
import io.tributary.channels.chat.ChatMessage.Quoted;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a messaging webhook of UniPile says. Only an event's message is sure to be named; older forms say nothing of groups and provider ids. */
record ChatEventBody(
    @JsonProperty("message_id") @Nullable String messageId,
    @JsonProperty("provider_message_id") @Nullable String providerMessageId,
    @JsonProperty("chat_id") @Nullable String chatId,
    @JsonProperty("provider_chat_id") @Nullable String providerChatId,
    @JsonProperty("is_group") @Nullable Boolean isGroup,
    @JsonProperty("is_sender") @Nullable Boolean isSender,
    @JsonProperty("is_event") boolean isEvent,
    @JsonProperty("event_type") @Nullable Integer eventType,
    @Nullable String timestamp,
    @Nullable String subject,
    @Nullable String message,
    @Nullable Party sender,
    @Nullable List<Party> attendees,
    @Nullable List<Object> attachments,
    @Nullable Quoted quoted,
    @JsonProperty("folder") @Nullable List<String> folders,
    @Nullable String reaction,
    @JsonProperty("reaction_sender") @Nullable Party reactionSender) {

  /** Somebody, as events show them. */
  record Party(
      @JsonProperty("attendee_id") @Nullable String id,
      @JsonProperty("attendee_provider_id") @Nullable String providerId,
      @JsonProperty("attendee_name") @Nullable String name,
      @JsonProperty("attendee_public_identifier") @Nullable String publicIdentifier,
      @JsonProperty("attendee_specifics") @Nullable Specifics specifics) {

    List<String> names() {
      var more = specifics;
      return Stream.of(
              publicIdentifier, providerId, more == null ? null : more.phoneNumber(), more == null ? null : more.lid(),
              more == null ? null : more.memberUrn())
          .filter(Objects::nonNull)
          .toList();
    }
  }

  /** True if it says all that an observation needs. */
  boolean isWhole() {
    return messageId != null && providerMessageId != null && chatId != null && providerChatId != null && isGroup != null && isSender != null
        && sender != null && timestamp != null;
  }

  List<Party> others() {
    return attendees == null ? List.of() : attendees;
  }

  ChatMessage asMessage() {
    var from = sender;
    return new ChatMessage(
        Objects.requireNonNull(messageId), providerMessageId, chatId, providerChatId, from == null ? null : from.providerId(),
        from == null ? null : from.id(), from == null ? null : from.publicIdentifier(), null, subject, message, timestamp,
        Boolean.TRUE.equals(isSender), attachments, quoted, null, List.of(), false, false, false, false, isEvent, eventType);
  }

  /** @param size members of the group; 0 where not known */
  ObservedChat asChat(int size) {
    return new ObservedChat(
        Objects.requireNonNull(providerChatId), Boolean.TRUE.equals(isGroup), size, null, folders == null || folders.isEmpty() ? null : folders.getFirst());
  }
}
