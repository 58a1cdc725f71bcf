package io.tributary.participants.known;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.FreeMail;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.IndexKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The identities under which an identifier can meet the other side's. */
public final class IdentitiesOf {

  private static final Pattern ARGENTINE = Pattern.compile("\\+549?\\d{10}");

  /** The identifier as it stands. */
  public static Identity itself(Identifier identifier) {
    return new Identity(identifier.getKind().name(), IndexKey.of(identifier.getCanonical()));
  }

  /** Of a record's identifier. */
  public static List<Identity> record(Identifier identifier) {
    return switch (identifier.getKind()) {
      case EMAIL -> List.of(itself(identifier), untagged(identifier));
      case PHONE -> Stream.concat(Stream.of(itself(identifier)), otherArgentineForm(identifier)).toList();
      default -> List.of(itself(identifier));
    };
  }

  /** Of an identity that is stored: what {@link #record} gives for the identifier it was read from, as far as it tells. */
  static List<Identity> itselfAndWeaker(Identity identity) {
    if (identity.kind().equals(IdentifierKind.EMAIL.name())) {
      return EmailAddresses.identify(identity.value()).found().map(IdentitiesOf::record).orElse(List.of(identity));
    }
    return identity.kind().equals(IdentifierKind.PHONE.name())
        ? PhoneNumbers.identify(identity.value(), null).found().map(IdentitiesOf::record).orElse(List.of(identity))
        : List.of(identity);
  }

  /** The canonical forms of the same address or number, this one among them: what is weaker, and so may be another's, is none. */
  public static List<Identity> formsOf(Identity identity) {
    return Stream.concat(Stream.of(identity), itselfAndWeaker(identity).stream().filter(form -> form.kind().equals(identity.kind()))).distinct().toList();
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

  /** The domains above a domain that may be blocked with all below them; not the last label alone. */
  static List<Identity> above(Identity domain) {
    var above = new ArrayList<Identity>();
    for (int dot = domain.value().indexOf('.'); dot >= 0 && domain.value().indexOf('.', dot + 1) > 0; dot = domain.value().indexOf('.', dot + 1)) {
      above.add(new Identity(Identity.DOMAIN, domain.value().substring(dot + 1)));
    }
    return above;
  }

  /** A line in Argentina is written with a 9 after the country code or without, and both are canonical: nothing tells which is meant. */
  private static Stream<Identity> otherArgentineForm(Identifier number) {
    return number.getSearchForms().stream()
        .filter(form -> ARGENTINE.matcher(form).matches() && !form.equals(number.getCanonical()))
        .filter(_ -> ARGENTINE.matcher(number.getCanonical()).matches())
        .map(form -> new Identity(IdentifierKind.PHONE.name(), form));
  }

  /** An address without a tag is its own weaker form, so that it meets one with a tag. */
  private static Identity untagged(Identifier email) {
    return new Identity(Identity.WEAK, IndexKey.of(EmailAddresses.untagged(email).map(Identifier::getCanonical).orElse(email.getCanonical())));
  }

  private IdentitiesOf() {}
}
