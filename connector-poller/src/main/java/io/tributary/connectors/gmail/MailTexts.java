package io.tributary.connectors.gmail;

import io.tributary.connectors.gmail.GmailApi.Part;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first text and the first HTML of a mail that are no attachments.
 *
 * @param attachments how many parts have a file name
 */
record MailTexts(@Nullable String plain, @Nullable String html, int attachments) {

  private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  static MailTexts of(Part part) {
    var texts = new MailTexts(null, null, 0);
    return texts.with(part);
  }

  private MailTexts with(Part part) {
    var texts = this;
    if (part.filename() != null && !part.filename().isEmpty()) {
      texts = new MailTexts(plain, html, attachments + 1);
    } else if (plain == null && "text/plain".equalsIgnoreCase(part.mimeType())) {
      texts = new MailTexts(text(part), html, attachments);
    } else if (html == null && "text/html".equalsIgnoreCase(part.mimeType())) {
      texts = new MailTexts(plain, text(part), attachments);
    }
    for (var child : part.parts() == null ? List.<Part>of() : part.parts()) {
      texts = texts.with(child);
    }
    return texts;
  }

  private static @Nullable String text(Part part) {
    var data = part.body() == null ? null : part.body().data();
    if (data == null) {
      return null;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(data.replaceAll("=+$", "")), charsetOf(part));
    } catch (IllegalArgumentException _) {
      return null; // not base64url: a part that cannot be read is none
    }
  }

  private static Charset charsetOf(Part part) {
    var named = part.headers() == null ? null : part.headers().stream()
        .filter(header -> header.name().toLowerCase(Locale.ROOT).equals("content-type") && header.value() != null)
        .map(header -> CHARSET.matcher(header.value()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst().orElse(null);
    try {
      return named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
    } catch (IllegalArgumentException _) {
      return StandardCharsets.UTF_8;
    }
  }
}
