package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Field;
import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.salesforce.soql.Soql.Order;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Compares values of one field: texts without regard to case, ids in the server's order. */
final class CompareValues {

  static int compare(Field field, Object left, Object right) {
    return switch (left) {
      case String text -> field.isId() ? SalesforceId.compare(text, right.toString()) : text.compareToIgnoreCase(right.toString());
      case Number number -> Double.compare(number.doubleValue(), ((Number) right).doubleValue());
      case Boolean truth -> Boolean.compare(truth, (Boolean) right);
      case LocalDate day -> day.compareTo((LocalDate) right);
      case Instant moment -> moment.compareTo((Instant) right);
      default -> throw new IllegalStateException("%s holds a %s.".formatted(field.name(), left.getClass().getSimpleName()));
    };
  }

  /** Nulls come first unless they are asked to be last. */
  static int ordered(Order order, @Nullable Field field, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      var nulls = left == right ? 0 : left == null ? -1 : 1;
      return order.nullsLast() ? -nulls : nulls;
    }
    var compared = field == null ? Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue()) : compare(field, left, right);
    return order.descending() ? -compared : compared;
  }

  private CompareValues() {}
}
