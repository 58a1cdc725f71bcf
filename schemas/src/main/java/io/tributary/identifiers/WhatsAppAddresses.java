package io.tributary.identifiers;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.Identification.NotAnIdentifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp's own names of people: the JID is made of the phone number, the LID hides it. Only WhatsApp knows which LID and which number are
 * the same person.
 */
public final class WhatsAppAddresses {

  private static final String PERSON = "@s.whatsapp.net";
  private static final String HIDDEN = "@lid";

  /** With a device behind a colon, or an agent behind a dot, as the protocol writes senders; {@code c.us} is the old name of the server. */
  private static final Pattern JID = Pattern.compile("(\\d{5,20})(?:\\.\\d+)?(?::\\d+)?@(?:s\\.whatsapp\\.net|c\\.us)");
  private static final Pattern LID = Pattern.compile("(\\d{5,20})(?:\\.\\d+)?(?::\\d+)?@lid");

  /**
   * What the value is as a JID or a LID of a person. Groups and broadcasts are nobody.
   *
   * @param raw the value as the provider writes it; null counts as empty
   */
  public static Identification identify(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return new NotAnIdentifier("", "The field is empty.");
    }
    var written = raw.strip().toLowerCase(Locale.ROOT);
    var jid = JID.matcher(written);
    if (jid.matches()) {
      return identified(IdentifierKind.WHATSAPP_JID, raw, jid.group(1) + PERSON);
    }
    var lid = LID.matcher(written);
    return lid.matches()
        ? identified(IdentifierKind.WHATSAPP_LID, raw, lid.group(1) + HIDDEN)
        : new NotAnIdentifier(raw, "The value is no person's address on WhatsApp.");
  }

  /** The phone number that a JID is made of; empty for a LID, which hides it. */
  public static Optional<Identifier> phoneOf(@Nullable String raw) {
    return identify(raw).found()
        .filter(found -> found.getKind() == IdentifierKind.WHATSAPP_JID)
        .flatMap(jid -> PhoneNumbers.identify("+" + jid.getCanonical().substring(0, jid.getCanonical().indexOf('@')), null).found());
  }

  /**
   * The JIDs that a number may have, most likely first: one for each form of it that carries its country code.
   *
   * @param searchForms the forms of a phone number
   */
  public static List<String> jidsOf(List<String> searchForms) {
    var jids = new LinkedHashSet<String>();
    for (var form : searchForms) {
      if (form.startsWith("+")) {
        var digits = form.replaceAll("\\D", "");
        identify(digits + PERSON).found().ifPresent(jid -> jids.add(jid.getCanonical()));
      }
    }
    return List.copyOf(jids);
  }

  private static Identification identified(IdentifierKind kind, String raw, String canonical) {
    var forms = new LinkedHashSet<String>();
    forms.add(canonical);
    return CanonicalForm.identified(kind, raw.strip(), canonical, forms);
  }

  private WhatsAppAddresses() {}
}
