package io.tributary.identifiers;

import java.util.Locale;
import java.util.Set;

/** Values as people and programs write them into fields: what is not part of them, and what stands for "nothing". */
final class WrittenValue {

  private static final Set<String> PLACEHOLDERS = Set.of(
      "n/a", "n.a.", "n.a", "na", "#n/a", "none", "null", "nil", "nan", "undefined", "unknown", "unbekannt", "inconnu",
      "not available", "not applicable", "not provided", "not set", "no email", "no mail", "noemail", "no phone", "no number",
      "no linkedin", "empty", "blank", "missing", "tbd", "tba", "todo", "test", "x", "xx", "xxx", "xxxx", "keine", "kein",
      "ninguno", "aucun", "aucune", "nenhum", "false", "true", "(none)", "(blank)", "(empty)");

  /** The value without surrounding blanks and without invisible characters, which come along when text is copied. */
  static String trimmed(String raw) {
    return isPlain(raw) ? raw.strip() : withoutInvisible(raw);
  }

  /** True for values that say "there is none" in any of the usual ways; expects a trimmed value. */
  static boolean isPlaceholder(String trimmed) {
    return trimmed.codePoints().noneMatch(Character::isLetterOrDigit) || PLACEHOLDERS.contains(trimmed.toLowerCase(Locale.ROOT));
  }

  private static boolean isPlain(String raw) {
    return raw.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static String withoutInvisible(String raw) {
    var visible = new StringBuilder(raw.length());
    raw.codePoints().forEach(c -> {
      switch (Character.getType(c)) {
        case Character.FORMAT, Character.SURROGATE -> {}
        case Character.CONTROL -> {
          if (Character.isWhitespace(c)) {
            visible.append(' ');
          }
        }
        case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> visible.append(' ');
        default -> visible.appendCodePoint(c);
      }
    });
    return visible.toString().strip();
  }

  private WrittenValue() {}
}
