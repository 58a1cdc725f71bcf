package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Field;
import io.tributary.simulators.salesforce.soql.Expression;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Where a condition finds the values of what it compares. */
interface Values {

  /** A column of rows or of groups. */
  record Source(Field field, LongFunction<@Nullable Object> values) {}

  /**
   * @throws io.tributary.simulators.salesforce.soql.SoqlRefused if there is no such thing
   */
  Source of(Expression expression);
}
