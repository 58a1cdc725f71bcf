package io.tributary.simulators.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses in a header field. mime4j's lenient parser reads what a grammar can read, most broken lists included; what it makes
 * nonsense of ({@code a@b <c@d>}, two addresses without a comma) is searched for addresses instead.
 */
final class AddressHeader {

  private static final String ATOM = "[^\\s<>\"(),;:@]+";
  private static final Pattern DOMAIN = Pattern.compile(ATOM);
  private static final Pattern IN_BRACKETS = Pattern.compile("<\\s*(" + ATOM + "@" + ATOM + ")\\s*>");
  private static final Pattern BARE = Pattern.compile("(" + ATOM + "@" + ATOM + ")");

  /** @param bytes one char a byte, unfolded */
  static List<MailAddress> addressesOf(String bytes) {
    var addresses = parsed(bytes);
    if (addresses.isEmpty() && bytes.contains("=?")) {
      // Some programs encode the whole field, address and all.
      return parsed(new String(HeaderField.decoded(bytes).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
    return addresses;
  }

  private static List<MailAddress> parsed(String bytes) {
    var buffer = new ByteArrayBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1), true);
    var list = LenientAddressParser.DEFAULT.parseAddressList(buffer, new ParserCursor(0, buffer.length()));
    var addresses = new ArrayList<MailAddress>();
    for (var mailbox : list.flatten()) {
      addresses.addAll(addressesOf(mailbox));
    }
    return addresses;
  }

  private static List<MailAddress> addressesOf(Mailbox mailbox) {
    var local = mailbox.getLocalPart();
    var domain = mailbox.getDomain();
    if (local == null || local.isEmpty() || domain == null || domain.isEmpty()) {
      return List.of();
    }
    var address = HeaderField.asText(local) + "@" + HeaderField.asText(domain);
    return isPlain(local, domain) ? List.of(new MailAddress(nameOf(mailbox.getName()), address)) : search(address);
  }

  /** A local part may hold blanks (it was quoted), but nothing that shows that two addresses ran together. */
  private static boolean isPlain(String local, String domain) {
    return local.chars().noneMatch(c -> c == '@' || c == '<' || c == '>') && DOMAIN.matcher(domain).matches();
  }

  private static List<MailAddress> search(String text) {
    var inBrackets = found(IN_BRACKETS.matcher(text));
    return inBrackets.isEmpty() ? found(BARE.matcher(text)) : inBrackets;
  }

  private static List<MailAddress> found(Matcher matcher) {
    return matcher.results().map(match -> new MailAddress(null, match.group(1))).toList();
  }

  private static @Nullable String nameOf(@Nullable String name) {
    return name == null || name.isBlank() ? null : HeaderField.asText(name).strip();
  }

  private AddressHeader() {}
}
