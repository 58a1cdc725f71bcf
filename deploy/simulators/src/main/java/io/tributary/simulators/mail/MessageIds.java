package io.tributary.simulators.mail;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Message-IDs in header fields: {@code <…>}. */
final class MessageIds {

  private static final Pattern ID = Pattern.compile("<[^<>]+>");

  static List<String> in(HeaderField field) {
    return ID.matcher(field.text()).results().map(match -> match.group().replaceAll("\\s", "")).toList();
  }

  static Optional<String> first(HeaderField field) {
    return in(field).stream().findFirst();
  }

  private MessageIds() {}
}
