package io.tributary.simulators.chat.linkedin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.chat.LinkedInProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as a file tells it; the README of the doubles says what everything means.
 *
 * @param people who can be looked up, whether or not anybody chats with them
 */
record LinkedInFile(Person owner, @Nullable List<Person> people, @Nullable List<ChatPart> chats) {

  /** Of one who names no ids they follow from the slug. */
  record Person(
      @Nullable String slug, @JsonProperty("first_name") @Nullable String firstName, @JsonProperty("last_name") @Nullable String lastName,
      @Nullable String headline, @JsonProperty("provider_id") @Nullable String providerId,
      @JsonProperty("other_ids") @Nullable List<String> otherIds, @JsonProperty("member_id") @Nullable Long memberId,
      @Nullable Integer distance, @Nullable List<String> emails, @Nullable List<String> phones) {

    LinkedInProfile profile() {
      var key = slug == null ? providerId : slug;
      if (key == null) {
        throw new IllegalArgumentException("a person has neither slug nor provider_id");
      }
      var derived = LinkedInProfile.of(key, or(firstName, ""), or(lastName, ""));
      return new LinkedInProfile(
          or(providerId, derived.providerId()), or(otherIds, List.of()), or(memberId, derived.memberId()), slug, derived.firstName(),
          derived.lastName(), or(headline, ""), or(distance, 1), or(emails, List.of()), or(phones, List.of()));
    }
  }

  /**
   * A chat.
   *
   * @param with slugs or ids; more than one make a group
   * @param name of a group
   * @param subject makes it an InMail
   */
  record ChatPart(@Nullable List<String> with, @Nullable String name, @Nullable String subject, @Nullable List<MessagePart> messages) {}

  /**
   * A message.
   *
   * @param from a slug or id; {@code me} for the account's owner
   * @param read true where it is not said
   * @param file name of an attachment
   */
  record MessagePart(
      @Nullable String from, @Nullable Instant at, @Nullable String text, @Nullable Boolean read, @Nullable Boolean edited,
      @Nullable Boolean deleted, @Nullable String file, @Nullable List<ReactionPart> reactions) {}

  record ReactionPart(String from, String value) {}

  static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
