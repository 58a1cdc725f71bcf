package io.tributary.participants.decisions;

import com.google.common.net.InternetDomainName;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.FreeMail;
import io.tributary.identifiers.Identification;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.known.IdentitiesOf;
import io.tributary.participants.resolve.Identity;
import io.tributary.service.web.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be blocked, and how a value that a person writes becomes what is compared. */
enum BlockedKind {
  ADDRESS("EMAIL") {
    @Override
    Identity identity(String value) {
      return IdentitiesOf.itself(found(EmailAddresses.identify(value), value));
    }
  },
  DOMAIN(Identity.DOMAIN) {
    @Override
    Identity identity(String value) {
      return IdentitiesOf.domain(EmailAddresses.domainOf(found(EmailAddresses.identify("somebody@" + value.strip()), value).getCanonical()));
    }

    @Override
    Identity blockable(String value) {
      var domain = identity(value);
      if (FreeMail.isFreeMail(domain.value())) {
        throw Problem.invalid("value", "anybody can have an address at %s; block single addresses".formatted(domain.value()));
      }
      if (InternetDomainName.isValid(domain.value()) && InternetDomainName.from(domain.value()).isPublicSuffix()) {
        throw Problem.invalid("value", "%s is a public suffix, below which others have domains of their own; block single domains".formatted(domain.value()));
      }
      return domain;
    }
  },
  NUMBER(IdentifierKind.PHONE.name()) {
    @Override
    Identity identity(String value) {
      return IdentitiesOf.itself(found(PhoneNumbers.identify(value, null), value));
    }
  };

  private final String stored;

  BlockedKind(String stored) {
    this.stored = stored;
  }

  /** @throws Problem 422 where the value is none of this kind */
  abstract Identity identity(String value);

  /** @throws Problem 422 where the value is none of this kind, or would block whoever is not meant */
  Identity blockable(String value) {
    return identity(value);
  }

  static BlockedKind of(@Nullable String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst().orElseThrow(() -> Problem.invalid("kind",
        "must be one of " + Arrays.stream(values()).map(BlockedKind::word).collect(Collectors.joining(", "))));
  }

  /** The word of a kind as it is stored. */
  static String word(String stored) {
    return Arrays.stream(values()).filter(kind -> kind.stored.equals(stored)).findFirst().orElseThrow().word();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Identifier found(Identification identification, String value) {
    return identification.found().orElseThrow(() -> Problem.invalid("value", value.isBlank()
        ? "must not be empty"
        : "is not what it should be; write numbers with + and country code"));
  }
}
