package io.tributary.participants.intake;

import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.Identification;
import io.tributary.identifiers.LinkedInProfiles;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.known.IdentitiesOf;
import io.tributary.participants.resolve.Identity;
import java.util.Optional;

/** How an identity is written into a record's field, so that the field is read as the same identity. */
final class WrittenAs {

  /**
   * Empty where a record cannot hold it: a chat's own id, or what was too long to be kept as it is.
   *
   * @param handle under which its participant was seen: an address is best searched for as it is written
   */
  static Optional<String> of(Identity identity, String handle) {
    return switch (identity.kind()) {
      case "EMAIL" -> same(identity, EmailAddresses.identify(handle)).or(() -> same(identity, EmailAddresses.identify(identity.value())));
      case "PHONE" -> same(identity, PhoneNumbers.identify(identity.value(), null));
      case "LINKEDIN_SLUG" -> same(identity, LinkedInProfiles.identify("https://www.linkedin.com/in/" + identity.value()));
      case "LINKEDIN_MEMBER_URN", "LINKEDIN_PROVIDER_ID" -> same(identity, LinkedInProfiles.identify(identity.value()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> same(Identity identity, Identification written) {
    return written.found().filter(found -> IdentitiesOf.itself(found).equals(identity)).map(Identifier::getRaw);
  }

  private WrittenAs() {}
}
