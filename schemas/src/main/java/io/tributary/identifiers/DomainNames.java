package io.tributary.identifiers;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Domains in one form: lower-case ASCII, international labels in Punycode. Not by {@link IDN#toASCII}: it follows IDNA 2003,
 * which turns straße.de into strasse.de, another domain with another owner, and throws on names that occur in real mail.
 */
final class DomainNames {

  private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");

  /** The canonical form; a name that is no valid domain comes back as well as it can be written. */
  static String canonical(String domain) {
    var lower = withoutOuterDots(domain.strip()).toLowerCase(Locale.ROOT);
    if (isAscii(lower)) {
      return lower;
    }
    var ascii = new StringBuilder(lower.length() + 8);
    for (var label : DOTS.split(Normalizer.normalize(lower, Normalizer.Form.NFKC))) {
      var mapped = label.toLowerCase(Locale.ROOT);
      ascii.append(ascii.isEmpty() ? "" : ".").append(isAscii(mapped) ? mapped : "xn--" + Punycode.encode(mapped));
    }
    return ascii.toString();
  }

  /** How people write a canonical domain that has international labels; empty for all others. */
  static Optional<String> unicode(String canonical) {
    if (!canonical.contains("xn--")) {
      return Optional.empty();
    }
    var unicode = IDN.toUnicode(canonical, IDN.ALLOW_UNASSIGNED);
    return unicode.equals(canonical) ? Optional.empty() : Optional.of(unicode);
  }

  private static String withoutOuterDots(String domain) {
    int from = 0;
    int to = domain.length();
    while (from < to && domain.charAt(from) == '.') {
      from++;
    }
    while (to > from && domain.charAt(to - 1) == '.') {
      to--;
    }
    return domain.substring(from, to);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private DomainNames() {}
}
