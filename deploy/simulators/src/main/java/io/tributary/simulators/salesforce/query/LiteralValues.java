package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Field;
import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.salesforce.soql.Literal;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a literal means for a field, which must have the fitting type. */
final class LiteralValues {

  private final Clock clock;

  LiteralValues(Clock clock) {
    this.clock = clock;
  }

  @Nullable Object of(Field field, Literal literal) {
    return switch (literal) {
      case Literal.Null() -> null;
      case Literal.Text(var text) when isText(field) -> text(field, text);
      case Literal.Amount(var amount) when isNumber(field) -> amount.doubleValue();
      case Literal.Truth(var truth) when field.type().equals("boolean") -> truth;
      case Literal.Day(var day) when field.type().equals("date") -> day;
      case Literal.Moment(var moment) when field.type().equals("datetime") -> moment;
      case Literal.LastDays(var days) when field.type().equals("date") -> firstOf(days);
      case Literal.LastDays(var days) when field.type().equals("datetime") -> firstOf(days).atStartOfDay().toInstant(ZoneOffset.UTC);
      default -> throw new SoqlRefused(
          "INVALID_FIELD", "value of filter criterion for field '%s' must be of type %s and %s be enclosed in quotes"
              .formatted(field.name(), field.type(), isText(field) ? "should" : "should not"));
    };
  }

  private static String text(Field field, String text) {
    if (field.isId() && !text.isEmpty() && !SalesforceId.isId(text)) {
      throw new SoqlRefused("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text);
    }
    return text;
  }

  private LocalDate firstOf(int days) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days);
  }

  private static boolean isNumber(Field field) {
    return switch (field.type()) {
      case "double", "currency", "percent", "int" -> true;
      default -> false;
    };
  }

  private static boolean isText(Field field) {
    return !isNumber(field) && switch (field.type()) {
      case "boolean", "date", "datetime", "address" -> false;
      default -> true;
    };
  }
}
