package io.tributary.simulators.salesforce.soql;

import java.util.List;

/** What a row must satisfy. */
public sealed interface Condition {

  /** All of them. */
  record And(List<Condition> all) implements Condition {}

  /** At least one of them. */
  record Or(List<Condition> any) implements Condition {}

  /** Not that one. */
  record Not(Condition condition) implements Condition {}

  /** {@code Name = 'x'}. */
  record Compared(Expression left, Operator operator, Literal right) implements Condition {}

  /** {@code Id IN ('a', 'b')}. */
  record In(Path left, List<Literal> values, boolean negated) implements Condition {}

  /** {@code Id IN (SELECT WhoId FROM Task)}. */
  record InSelect(Path left, Soql select, boolean negated) implements Condition {}

  /** How two values are compared. */
  enum Operator { EQUAL, UNEQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE }
}
