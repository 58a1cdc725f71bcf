package io.tributary.channels.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat as UniPile shows it. Only what every messenger has is taken for granted.
 *
 * @param providerId its id at the messenger
 * @param attendee the provider's id of the other side; in chats of two only
 * @param publicIdentifier the other side's public name (a phone's JID where its id is a LID); live answers have it, the official schema does not
 * @param type 0 for two people, 1 a group, 2 a broadcast channel
 */
public record Chat(
    String id,
    @JsonProperty("account_id") @Nullable String account,
    @JsonProperty("account_type") @Nullable String accountType,
    @JsonProperty("provider_id") @Nullable String providerId,
    @JsonProperty("attendee_provider_id") @Nullable String attendee,
    @JsonProperty("attendee_public_identifier") @Nullable String publicIdentifier,
    @Nullable String name,
    int type,
    @JsonProperty("timestamp") @Nullable String written,
    @Nullable String subject,
    @JsonProperty("content_type") @Nullable String contentType,
    @JsonProperty("folder") @Nullable List<String> folders) {

  /** Chats of an attendee or of a whole account. */
  public record Page(@Nullable List<Chat> items, @Nullable String cursor) {

    public List<Chat> chats() {
      return items == null ? List.of() : items;
    }
  }

  public boolean isGroup() {
    return type != 0;
  }

  /** Its id at the messenger; UniPile's own where that is not told. */
  public String idAtProvider() {
    return providerId == null || providerId.isBlank() ? id : providerId;
  }

  /** When something last happened in it; null where that is not told. */
  public @Nullable Instant lastActive() {
    return Times.read(written);
  }
}
