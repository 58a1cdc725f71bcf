package io.tributary.simulators.chat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A member of LinkedIn.
 *
 * @param providerId {@code ACoAA…}
 * @param otherIds of the same member in other products, such as {@code ACwAA…} of the Sales Navigator
 * @param memberId the number in {@code urn:li:member:…}
 * @param slug the part of the public address behind {@code /in/}; null where it is not public
 * @param distance 1 to 3 for contacts of so many steps; 0 for strangers
 * @param emails that the profile's contact info shows
 * @param phones that the profile's contact info shows
 */
public record LinkedInProfile(
    String providerId, List<String> otherIds, long memberId, @Nullable String slug, String firstName, String lastName, String headline,
    int distance, List<String> emails, List<String> phones) implements Contact {

  public LinkedInProfile {
    otherIds = List.copyOf(otherIds);
    emails = List.copyOf(emails);
    phones = List.copyOf(phones);
    if (distance < 0 || distance > 3) {
      throw new IllegalArgumentException("distance must be from 0 to 3, not %d.".formatted(distance));
    }
  }

  /** A contact of the first degree whose ids follow from the slug. */
  public static LinkedInProfile of(String slug, String firstName, String lastName) {
    return new LinkedInProfile(
        ProviderIds.linkedInMember(slug), List.of(), ProviderIds.number(slug), slug, firstName, lastName, "", 1, List.of(), List.of());
  }

  public LinkedInProfile withOtherIds(String... ids) {
    return new LinkedInProfile(providerId, List.of(ids), memberId, slug, firstName, lastName, headline, distance, emails, phones);
  }

  public LinkedInProfile withEmails(String... addresses) {
    return new LinkedInProfile(providerId, otherIds, memberId, slug, firstName, lastName, headline, distance, List.of(addresses), phones);
  }

  public LinkedInProfile withPhones(String... numbers) {
    return new LinkedInProfile(providerId, otherIds, memberId, slug, firstName, lastName, headline, distance, emails, List.of(numbers));
  }

  @Override
  public String name() {
    return (firstName + ' ' + lastName).strip();
  }

  public String memberUrn() {
    return "urn:li:member:" + memberId;
  }

  public boolean hasId(String id) {
    return Stream.concat(Stream.of(providerId), otherIds.stream()).anyMatch(id::equals);
  }
}
