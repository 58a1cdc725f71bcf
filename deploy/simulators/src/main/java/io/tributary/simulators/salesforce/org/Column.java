package io.tributary.simulators.salesforce.org;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A field with its values.
 *
 * @param path what a statement calls it: the field's name, or {@code Task.Status} for a parent's
 * @param values by row: String, Boolean, Double, LocalDate, Instant, a Map for an address, or null
 */
public record Column(Field field, String path, LongFunction<@Nullable Object> values) {

  static Column of(Field field, LongFunction<@Nullable Object> values) {
    return new Column(field, field.name(), values);
  }

  public @Nullable Object value(long row) {
    return values.apply(row);
  }
}
