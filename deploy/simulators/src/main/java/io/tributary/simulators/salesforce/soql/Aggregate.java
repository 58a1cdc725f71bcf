package io.tributary.simulators.salesforce.soql;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate function.
 *
 * @param of null for {@code COUNT()} of a HAVING
 */
public record Aggregate(Function function, @Nullable Path of) implements Expression {

  /** The functions there are. */
  public enum Function { COUNT, COUNT_DISTINCT, MIN, MAX }
}
