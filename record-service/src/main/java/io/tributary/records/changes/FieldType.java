package io.tributary.records.changes;

import java.util.Locale;

/** The types a pipeline's field may have, as far as they matter to matching. */
public enum FieldType {
  EMAIL,
  PHONE,
  URL,
  /** Every type that never identifies a person: text, number, date, boolean. */
  OTHER;

  /** Types this version does not know identify nobody. */
  public static FieldType of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "email" -> EMAIL;
      case "phone" -> PHONE;
      case "url" -> URL;
      default -> OTHER;
    };
  }
}
