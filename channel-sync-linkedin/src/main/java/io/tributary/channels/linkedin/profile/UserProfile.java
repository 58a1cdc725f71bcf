package io.tributary.channels.linkedin.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.LinkedInProfiles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person as UniPile shows them ({@code GET /users/{identifier}}). The member URN comes as a number, as a URN, or as one of the other id. */
record UserProfile(
    @JsonProperty("provider_id") @Nullable String providerId,
    @JsonProperty("public_identifier") @Nullable String publicIdentifier,
    @JsonProperty("member_urn") @Nullable String memberUrn,
    @JsonProperty("first_name") @Nullable String firstName,
    @JsonProperty("last_name") @Nullable String lastName,
    @JsonProperty("contact_info") @Nullable ContactInfo contactInfo) {

  record ContactInfo(@Nullable List<String> emails, @Nullable List<String> phones) {}

  /**
   * The person; empty where no id of theirs can be read.
   *
   * @param asked what was asked for: it is an id of the person too, where it is one at all
   */
  Optional<Profile> profile(String asked) {
    var ids = new LinkedHashSet<String>();
    Stream.of(providerId, memberUrn, asked).filter(Objects::nonNull).flatMap(it -> idIn(it).stream()).forEach(ids::add);
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Profile(List.copyOf(ids), slug(), urn(), name(), contact()));
  }

  private @Nullable String slug() {
    return publicIdentifier == null || publicIdentifier.isBlank()
        ? null
        : canonical(Profile.addressOf(publicIdentifier), IdentifierKind.LINKEDIN_SLUG).orElse(null);
  }

  private @Nullable String urn() {
    if (memberUrn == null) {
      return null;
    }
    var urn = memberUrn.matches("\\d{1,20}") ? "urn:li:member:" + memberUrn : memberUrn;
    return canonical(urn, IdentifierKind.LINKEDIN_MEMBER_URN).orElse(null);
  }

  private @Nullable String name() {
    var name = Stream.of(firstName, lastName).filter(it -> it != null && !it.isBlank()).map(it -> it.strip()).collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name.replace("\0", "");
  }

  private ContactDetails contact() {
    return contactInfo == null ? ContactDetails.NONE : ContactDetails.of(contactInfo.emails(), contactInfo.phones());
  }

  private static Optional<String> idIn(String written) {
    return canonical(written, IdentifierKind.LINKEDIN_PROVIDER_ID);
  }

  private static Optional<String> canonical(String written, IdentifierKind kind) {
    return LinkedInProfiles.identify(written).found().filter(it -> it.getKind() == kind).map(it -> it.getCanonical());
  }
}
