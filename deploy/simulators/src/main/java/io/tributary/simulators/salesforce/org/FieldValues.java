package io.tributary.simulators.salesforce.org;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Given values in the types of their fields. */
final class FieldValues {

  static Map<String, @Nullable Object> of(Columns columns, Map<String, @Nullable Object> given) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    given.forEach((name, value) -> {
      var column = columns.find(name);
      if (column == null) {
        throw new IllegalArgumentException("Contact has no field %s.".formatted(name));
      }
      values.put(column.field().name(), value == null ? null : typed(column.field(), value));
    });
    return values;
  }

  private static Object typed(Field field, Object value) {
    return switch (field.type()) {
      case "boolean" -> Boolean.valueOf(value.toString());
      case "double", "currency", "percent", "int" -> Double.valueOf(value.toString());
      case "date" -> LocalDate.parse(value.toString());
      case "datetime" -> Instant.parse(value.toString());
      default -> value.toString();
    };
  }

  private FieldValues() {}
}
