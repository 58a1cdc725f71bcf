package io.tributary.channels.linkedin;

import io.tributary.channels.linkedin.profile.Profile;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.LinkedInProfiles;
import java.util.Optional;

/** An identifier of LinkedIn's, as it is asked for: a slug, an id of one of the products, or a member's URN. */
record Sought(Identifier identifier) {

  private static final String CLASSIC = "ACo";

  /** By its canonical form, which tells its kind: a slug is written small, an id is not, and a URN has colons. */
  static Optional<Sought> of(String canonical) {
    return LinkedInProfiles.identify(canonical).found()
        .or(() -> LinkedInProfiles.identify(Profile.addressOf(canonical)).found())
        .map(Sought::new);
  }

  String canonical() {
    return identifier.getCanonical();
  }

  /** The classic site's id leads to the person's chats as it is: no look-up is needed. */
  boolean isClassicId() {
    return identifier.getKind() == IdentifierKind.LINKEDIN_PROVIDER_ID && canonical().startsWith(CLASSIC);
  }

  /** UniPile answers to slugs and ids alone. */
  boolean canBeLookedUp() {
    return identifier.getKind() != IdentifierKind.LINKEDIN_MEMBER_URN;
  }
}
