package io.tributary.participants.known;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.FreeMail;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.IndexKey;
import java.util.ArrayList;
import java.util.List;

/** The identities under which an identifier can meet the other side's. */
public final class IdentitiesOf {

  /** The identifier as it stands. */
  public static Identity itself(Identifier identifier) {
    return new Identity(identifier.getKind().name(), IndexKey.of(identifier.getCanonical()));
  }

  /** Of a record's identifier. */
  public static List<Identity> record(Identifier identifier) {
    return identifier.getKind() == IdentifierKind.EMAIL ? List.of(itself(identifier), untagged(identifier)) : List.of(itself(identifier));
  }

  /** Of a participant's identifier: the domain of a work address besides, which meets a company's. */
  public static List<Identity> participant(Identifier identifier) {
    var identities = new ArrayList<>(record(identifier));
    if (identifier.getKind() == IdentifierKind.EMAIL) {
      var domain = EmailAddresses.domainOf(identifier.getCanonical());
      if (!FreeMail.isFreeMail(domain)) {
        identities.add(domain(domain));
      }
    }
    return identities;
  }

  /** A work domain. */
  public static Identity domain(String domain) {
    return new Identity(Identity.DOMAIN, IndexKey.of(domain));
  }

  /** An address without a tag is its own weaker form, so that it meets one with a tag. */
  private static Identity untagged(Identifier email) {
    return new Identity(Identity.WEAK, IndexKey.of(EmailAddresses.untagged(email).map(Identifier::getCanonical).orElse(email.getCanonical())));
  }

  private IdentitiesOf() {}
}
