package io.tributary.channels.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message of a chat, or an event row beside them, as UniPile shows it.
 *
 * @param sender the provider's id of who wrote it
 * @param senderPublicIdentifier the sender's public name; live answers have it
 * @param isSender true if the account's owner wrote it
 * @param isEvent true for what is no message: a reaction, a join, a missed call
 */
public record ChatMessage(
    String id,
    @JsonProperty("provider_id") @Nullable String providerId,
    @JsonProperty("chat_id") @Nullable String chat,
    @JsonProperty("chat_provider_id") @Nullable String chatProviderId,
    @JsonProperty("sender_id") @Nullable String sender,
    @JsonProperty("sender_attendee_id") @Nullable String senderAttendee,
    @JsonProperty("sender_public_identifier") @Nullable String senderPublicIdentifier,
    @JsonProperty("sender_urn") @Nullable String senderUrn,
    @Nullable String subject,
    @Nullable String text,
    @JsonProperty("timestamp") @Nullable String written,
    @JsonProperty("is_sender") boolean isSender,
    @Nullable List<Object> attachments,
    @Nullable Quoted quoted,
    @JsonProperty("reply_to") @Nullable Quoted answers,
    @Nullable List<Given> reactions,
    boolean seen,
    boolean delivered,
    boolean deleted,
    boolean edited,
    @JsonProperty("is_event") boolean isEvent,
    @JsonProperty("event_type") @Nullable Integer eventType) {

  public record Quoted(@JsonProperty("provider_id") @Nullable String providerId) {}

  /** A reaction: who gave it, and whether that was the account's owner. */
  public record Given(@Nullable String value, @JsonProperty("sender_id") @Nullable String sender, @JsonProperty("is_sender") boolean isSender) {}

  /** Messages of one chat, newest first. */
  public record Page(@Nullable List<ChatMessage> items, @Nullable String cursor) {

    public List<ChatMessage> messages() {
      return items == null ? List.of() : items;
    }
  }

  /** Everything the provider calls its sender by. */
  List<String> senderNames() {
    return Stream.of(senderPublicIdentifier, sender, senderUrn).filter(Objects::nonNull).toList();
  }

  /** When it was sent; null where that cannot be read. */
  public @Nullable Instant sentAt() {
    return Times.read(written);
  }

  /** The messenger's id, which is the same in every account; UniPile's own, which is not, where that is not told. */
  public String idAtProvider() {
    return providerId == null || providerId.isBlank() ? id : providerId;
  }

  /** The messenger's id of the message that it quotes. */
  public @Nullable String answered() {
    var quotes = answers == null || answers.providerId() == null ? quoted : answers;
    return quotes == null ? null : quotes.providerId();
  }
}
