package io.tributary.simulators.chat;

import org.jspecify.annotations.Nullable;

/**
 * A person on WhatsApp, who has a phone number, an id of WhatsApp's own, or both.
 *
 * @param phone as WhatsApp knows it, with its plus sign, digits only: a Brazilian number may lack its ninth digit; null if nobody told
 * @param lid digits
 * @param hidden whether look-ups of people keep the number back
 */
public record WhatsAppContact(String name, @Nullable String phone, @Nullable String lid, boolean hidden) implements Contact {

  private static final String PHONE = "\\+[1-9]\\d{4,14}";

  public WhatsAppContact {
    if (phone == null && lid == null) {
      throw new IllegalArgumentException("A person on WhatsApp needs a phone number or a lid: %s.".formatted(name));
    }
    if (phone != null && !phone.matches(PHONE)) {
      throw new IllegalArgumentException("No phone number with plus sign and digits alone: that of %s.".formatted(name));
    }
    if (lid != null && !lid.matches("\\d{5,20}")) {
      throw new IllegalArgumentException("A lid is 5 to 20 digits: that of %s is not.".formatted(name));
    }
  }

  public static WhatsAppContact of(String name, String phone) {
    return new WhatsAppContact(name, phone, null, false);
  }

  public WhatsAppContact withLid(String lid) {
    return new WhatsAppContact(name, phone, lid, hidden);
  }

  /** Look-ups of people say {@code hidden} instead of the number; chats still tell it. */
  public WhatsAppContact withHiddenPhone() {
    return new WhatsAppContact(name, phone, lid, true);
  }

  /** {@code 33660036335@s.whatsapp.net}; null without a number. */
  public @Nullable String jid() {
    return phone == null ? null : phone.substring(1) + "@s.whatsapp.net";
  }

  /** {@code 140874994434143@lid}; null without a lid. */
  public @Nullable String lidJid() {
    return lid == null ? null : lid + "@lid";
  }

  String providerId(Addressing addressing) {
    var jid = jid();
    var lidJid = lidJid();
    if (jid != null && (lidJid == null || addressing == Addressing.BY_PHONE)) {
      return jid;
    }
    if (lidJid == null) {
      throw new IllegalStateException("neither number nor lid");
    }
    return lidJid;
  }
}
