package io.tributary.simulators.mail;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an HTML body, as a mail without a text part is given one: good for reading and searching, not for display. */
final class HtmlText {

  private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style|head|title)\\b.*?</\\1\\s*>|<!--.*?-->");
  private static final Pattern LINE_END = Pattern.compile("(?i)<(br|/p|/div|/tr|/li|/h[1-6]|/blockquote|hr)\\b[^>]*>");
  private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!?][^>]*>");
  private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));");
  private static final Map<String, String> NAMED = Map.of(
      "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "copy", "\u00a9", "reg", "\u00ae", "euro", "\u20ac");

  static String of(String html) {
    var lines = LINE_END.matcher(UNSEEN.matcher(html).replaceAll(" ").replaceAll("\\s+", " ")).replaceAll("\n");
    var text = ENTITY.matcher(TAG.matcher(lines).replaceAll("")).replaceAll(HtmlText::character);
    return text.replaceAll("[ \\t]*\\n[ \\t]*", "\n").replaceAll("\\n{3,}", "\n\n").strip();
  }

  private static String character(MatchResult entity) {
    if (entity.group(3) != null) {
      return Matcher.quoteReplacement(NAMED.getOrDefault(entity.group(3), entity.group()));
    }
    int point = entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
    return Character.isValidCodePoint(point) && point > 0 ? Matcher.quoteReplacement(Character.toString(point)) : "";
  }

  private HtmlText() {}
}
