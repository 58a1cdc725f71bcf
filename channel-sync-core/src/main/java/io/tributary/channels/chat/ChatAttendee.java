package io.tributary.channels.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a chat, as UniPile shows them.
 *
 * @param publicIdentifier their public name; live answers have it
 */
public record ChatAttendee(
    String id,
    @JsonProperty("provider_id") @Nullable String providerId,
    @Nullable String name,
    @JsonProperty("is_self") boolean isSelf,
    @JsonProperty("profile_url") @Nullable String profileUrl,
    @JsonProperty("public_identifier") @Nullable String publicIdentifier,
    @Nullable Specifics specifics) {

  /**
   * What single messengers add.
   *
   * @param phoneNumber WhatsApp: with its country code, or the word "hidden"
   * @param lid WhatsApp: the id that hides the number
   * @param memberUrn LinkedIn
   * @param contactInfo LinkedIn
   */
  public record Specifics(
      @Nullable String provider,
      @JsonProperty("phone_number") @Nullable String phoneNumber,
      @Nullable String lid,
      @JsonProperty("member_urn") @Nullable String memberUrn,
      @JsonProperty("contact_info") @Nullable ContactInfo contactInfo) {}

  public record ContactInfo(@Nullable List<String> emails, @JsonProperty("phone_numbers") @Nullable List<String> phoneNumbers) {}

  /** Everything the provider calls them by. */
  public List<String> names() {
    var more = specifics;
    return Stream.of(
            publicIdentifier, providerId, more == null ? null : more.phoneNumber(), more == null ? null : more.lid(),
            more == null ? null : more.memberUrn())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Everybody of one chat. The API has no pages of them. */
  public record All(@Nullable List<ChatAttendee> items) {

    public List<ChatAttendee> attendees() {
      return items == null ? List.of() : items;
    }
  }
}
