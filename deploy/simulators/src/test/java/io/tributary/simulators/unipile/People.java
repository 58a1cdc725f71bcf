package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.WhatsAppContact;
import java.time.Instant;

/** Who chats in the tests of this package. */
final class People {

  static final WhatsAppContact OWNER = WhatsAppContact.of("Owner", "+447700900100");
  static final WhatsAppContact ANN = WhatsAppContact.of("Ann", "+447700900111").withLid("140000000000111");
  static final WhatsAppContact BOB = WhatsAppContact.of("Bob", "+447700900122").withLid("140000000000122").withHiddenPhone();
  static final LinkedInProfile SELLER = LinkedInProfile.of("seller", "Sam", "Seller");
  static final LinkedInProfile EVE = LinkedInProfile.of("eve-example", "Eve", "Example")
      .withOtherIds("ACwAAeve").withEmails("eve@example.com").withPhones("+447700900133");
  static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private People() {}
}
