package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Field;
import io.tributary.simulators.salesforce.soql.Aggregate.Function;
import org.jspecify.annotations.Nullable;

/** One aggregate of one group. */
final class Accumulator {

  private final Function function;
  private final Field field;
  private final Distinct distinct = new Distinct();
  private double count;
  private @Nullable Object extreme;

  Accumulator(Function function, Field field) {
    this.function = function;
    this.field = field;
  }

  /** Nulls are not counted. */
  void add(@Nullable Object value) {
    if (value == null) {
      return;
    }
    switch (function) {
      case COUNT -> count++;
      case COUNT_DISTINCT -> distinct.add(value);
      case MIN -> extreme = extreme == null || CompareValues.compare(field, value, extreme) < 0 ? value : extreme;
      case MAX -> extreme = extreme == null || CompareValues.compare(field, value, extreme) > 0 ? value : extreme;
    }
  }

  @Nullable Object result() {
    return switch (function) {
      case COUNT -> count;
      case COUNT_DISTINCT -> (double) distinct.count();
      case MIN, MAX -> extreme;
    };
  }
}
