package io.tributary.identifiers;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.Identification.NotAnIdentifier;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mail addresses. Lenient on purpose: headers are written by hand and by broken programs, and an address that mail was sent
 * to is an address. Refused is only what cannot be one: no local part, no domain, several addresses in one value.
 */
public final class EmailAddresses {

  private static final Set<String> GMAIL_DOMAINS = Set.of("gmail.com", "googlemail.com");
  private static final List<String> GMAIL_TWINS = List.of("@gmail.com", "@googlemail.com");

  /** Addresses that are typed where a form insists on one. */
  private static final Set<String> PLACEHOLDERS = Set.of(
      "none@none.com", "na@na.com", "no@no.com", "no@email.com", "noemail@noemail.com", "no-email@no-email.com",
      "noemail@email.com", "null@null.com", "unknown@unknown.com", "test@test.com", "test@test.test", "a@a.com", "a@a.a",
      "x@x.com", "asdf@asdf.com", "email@email.com");

  private static final Set<String> ROLES = Set.of(
      "abuse", "accounting", "accounts", "accountspayable", "accountsreceivable", "admin", "administrator", "billing",
      "bounce", "bounces", "careers", "compliance", "contact", "contactus", "customercare", "customerservice",
      "do-not-reply", "do_not_reply", "donotreply", "enquiries", "enquiry", "feedback", "ftp", "help", "helpdesk",
      "hostmaster", "hr", "info", "information", "inquiries", "inquiry", "invoice", "invoices", "jobs", "legal",
      "mailer-daemon", "mailerdaemon", "marketing", "media", "news", "newsletter", "newsletters", "no-reply", "no.reply",
      "no_reply", "noc", "noreply", "notification", "notifications", "office", "orders", "payments", "postmaster", "press",
      "privacy", "reception", "recruiting", "recruitment", "sales", "security", "service", "support", "tech-support",
      "techsupport", "unsubscribe", "usenet", "uucp", "webmaster", "www");

  /** Far above what mail can carry (254), with a name before it. What is longer is text, and would cost its length squared. */
  private static final int LONGEST = 1_000;

  private static final Pattern BLANKS_BESIDE_AT_OR_DOT = Pattern.compile(" *([@.]) *");
  private static final Pattern IN_ANGLE_BRACKETS = Pattern.compile("^.*<([^<>]*)>$");
  private static final Pattern SEPARATOR = Pattern.compile("[ ,;<>()\\[\\]]");
  private static final Pattern DOMAIN = Pattern.compile("[^\\s,;:<>()\\[\\]\"\\\\]+|\\[[^\\s\\[\\]]+]");
  private static final Pattern UNQUOTED_ATOM = Pattern.compile("[^\\s\"\\\\@,;:<>()\\[\\]]+");

  /**
   * What the value is as a mail address. A name before an address in angle brackets and a {@code mailto:} are left out.
   *
   * @param raw the value as written; null counts as empty
   */
  public static Identification identify(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return new NotAnIdentifier("", "The field is empty.");
    }
    if (raw.length() > LONGEST) {
      return new NotAnIdentifier(raw, "The value is too long for a mail address.");
    }
    var address = addressIn(WrittenValue.trimmed(raw));
    if (WrittenValue.isPlaceholder(address) || PLACEHOLDERS.contains(address.toLowerCase(Locale.ROOT))) {
      return new NotAnIdentifier(raw, "The value is a placeholder, not a mail address.");
    }
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return new NotAnIdentifier(raw, "A mail address needs an @ between its name and its domain.");
    }
    var local = address.substring(0, at);
    var domain = DomainNames.canonical(address.substring(at + 1));
    if (local.isEmpty() || domain.isEmpty()) {
      return new NotAnIdentifier(raw, "A mail address needs a name before and a domain after its @.");
    }
    if (!isQuoted(local) && (local.indexOf('@') >= 0 || SEPARATOR.matcher(local).find())) {
      return new NotAnIdentifier(raw, "The part before the last @ is more than one name; put one address into a field.");
    }
    if (!DOMAIN.matcher(domain).matches()) {
      return new NotAnIdentifier(raw, "The part after the @ is not a domain.");
    }
    return identified(address, canonicalLocal(local), domain);
  }

  /**
   * The second, weaker key of an address with a plus tag: the same address without it. Empty where there is no tag, and for
   * Gmail, whose canonical form has none. Compare it with canonical addresses and with other untagged ones, and trust a match
   * on it less.
   */
  public static Optional<Identifier> untagged(Identifier email) {
    var canonical = email.getCanonical();
    int plus = canonical.indexOf('+');
    int at = canonical.lastIndexOf('@');
    if (plus <= 0 || plus > at || canonical.charAt(0) == '"') {
      return Optional.empty();
    }
    var untagged = canonical.substring(0, plus) + canonical.substring(at);
    var forms = new LinkedHashSet<String>();
    forms.add(untagged);
    return CanonicalForm.identified(IdentifierKind.EMAIL_UNTAGGED, email.getRaw(), untagged, forms).found();
  }

  /** The domain of a canonical address: lower-case, in its ASCII form. */
  public static String domainOf(String canonical) {
    return canonical.substring(canonical.lastIndexOf('@') + 1);
  }

  /** True where the address belongs to a function or a machine (info, support, no-reply …) rather than to one person. */
  public static boolean isRole(String canonical) {
    var local = canonical.substring(0, Math.max(0, canonical.lastIndexOf('@')));
    int plus = local.indexOf('+');
    return ROLES.contains(plus > 0 ? local.substring(0, plus) : local);
  }

  private static String addressIn(String trimmed) {
    var address = trimmed;
    if (address.endsWith(">")) {
      var brackets = IN_ANGLE_BRACKETS.matcher(address);
      address = brackets.matches() ? brackets.group(1).strip() : address;
    }
    if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
      int parameters = address.indexOf('?');
      address = address.substring(7, parameters < 0 ? address.length() : parameters).strip();
    }
    // RFC 5322's obsolete syntax allows blanks there, and mail programs still write them.
    return address.indexOf(' ') >= 0 && !address.startsWith("\"")
        ? BLANKS_BESIDE_AT_OR_DOT.matcher(address).replaceAll("$1")
        : address;
  }

  private static boolean isQuoted(String local) {
    return local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
  }

  private static String canonicalLocal(String local) {
    var lower = Normalizer.normalize(local, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    if (isQuoted(lower)) {
      var inner = lower.substring(1, lower.length() - 1);
      return UNQUOTED_ATOM.matcher(inner).matches() ? inner : lower;
    }
    return lower;
  }

  private static Identification identified(String written, String local, String domain) {
    var forms = new LinkedHashSet<String>();
    forms.add(written);
    forms.add(written.toLowerCase(Locale.ROOT));
    if (!GMAIL_DOMAINS.contains(domain)) {
      var canonical = local + '@' + domain;
      forms.add(canonical);
      DomainNames.unicode(domain).ifPresent(unicode -> forms.add(local + '@' + unicode));
      return CanonicalForm.identified(IdentifierKind.EMAIL, written, canonical, forms);
    }
    int plus = local.indexOf('+');
    var untagged = plus > 0 ? local.substring(0, plus) : local;
    var undotted = untagged.replace(".", "");
    var account = undotted.isEmpty() ? untagged : undotted;
    // Under both of its domains: a mailbox holds the address as its correspondents write it.
    for (var twin : domain.equals("gmail.com") ? GMAIL_TWINS : GMAIL_TWINS.reversed()) {
      forms.add(local + twin);
      forms.add(untagged + twin);
      forms.add(account + twin);
    }
    return CanonicalForm.identified(IdentifierKind.EMAIL, written, account + "@gmail.com", forms);
  }

  private EmailAddresses() {}
}
