package io.tributary.service.registry;

import org.apache.avro.util.Utf8;

/** The one character that PostgreSQL's text and jsonb cannot hold. */
final class Nul {

  private static final String NUL = "\0";

  /** The same object where there is none. */
  static Object removedFrom(Object text) {
    return switch (text) {
      case String string when string.contains(NUL) -> string.replace(NUL, "");
      case Utf8 utf8 when utf8.toString().contains(NUL) -> new Utf8(utf8.toString().replace(NUL, ""));
      default -> text;
    };
  }

  private Nul() {}
}
