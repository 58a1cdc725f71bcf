package io.tributary.channels.linkedin.profile;

import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.PhoneNumbers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** E-mail addresses and phone numbers that a member of LinkedIn tells, as written: evidence of who they are elsewhere, never aliases. */
public record ContactDetails(List<String> emails, List<String> phones) {

  static final ContactDetails NONE = new ContactDetails(List.of(), List.of());

  public ContactDetails {
    emails = List.copyOf(emails);
    phones = List.copyOf(phones);
  }

  /** What an answer holds of it. */
  public static ContactDetails of(@Nullable List<String> emails, @Nullable List<String> phones) {
    return new ContactDetails(written(emails), written(phones));
  }

  /** Those that can be read. */
  public List<Identifier> identifiers() {
    return Stream.concat(
            emails.stream().map(EmailAddresses::identify),
            // Without a country code a number could be anybody's: nothing tells the country.
            phones.stream().map(it -> PhoneNumbers.identify(it, null)))
        .flatMap(it -> it.found().stream())
        .toList();
  }

  private static List<String> written(@Nullable List<String> values) {
    return values == null ? List.of() : values.stream()
        .filter(Objects::nonNull)
        .filter(it -> !it.isBlank())
        .map(it -> it.replace("\0", ""))
        .distinct()
        .toList();
  }
}
