package io.tributary.records.record;

import tools.jackson.databind.JsonNode;

/** What comes out of the database as it went in, and can be read by whoever reads the record after us. */
public final class Storable {

  /** Before the decimal point, and after it. A double has as many before. */
  static final int MOST_DIGITS = 308;

  /** Within a record's data; readers of JSON end at 500, and answers nest it in themselves. */
  private static final int DEEPEST = 100;

  /** The database has no NUL, and half a surrogate pair is no character at all. */
  public static boolean text(String text) {
    return text.indexOf('\0') < 0 && text.codePoints().noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  static boolean number(JsonNode number) {
    return number.isNumber() && switch (number.numberType()) {
      case INT, LONG -> true;
      case FLOAT, DOUBLE -> Double.isFinite(number.doubleValue());
      case BIG_INTEGER, BIG_DECIMAL -> {
        var decimal = number.decimalValue();
        yield decimal.scale() <= MOST_DIGITS && (long) decimal.precision() - decimal.scale() <= MOST_DIGITS;
      }
    };
  }

  /** All numbers within it, and how deep they lie. */
  public static boolean data(JsonNode data) {
    return data(data, DEEPEST);
  }

  private static boolean data(JsonNode node, int depth) {
    return depth >= 0 && (!node.isNumber() || number(node)) && node.values().stream().allMatch(child -> data(child, depth - 1));
  }

  private Storable() {}
}
