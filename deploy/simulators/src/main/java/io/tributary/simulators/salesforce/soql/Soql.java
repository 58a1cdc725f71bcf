package io.tributary.simulators.salesforce.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT.
 *
 * @param select empty for {@code SELECT COUNT()}, which answers with the number alone
 * @param limit -1 for none
 */
public record Soql(
    List<Selected> select, String from, @Nullable Condition where, List<Path> groupBy, @Nullable Condition having, List<Order> orderBy,
    long limit, long offset) {

  /** A column of the answer. */
  public record Selected(Expression expression, @Nullable String alias) {}

  /** One key of the order. */
  public record Order(Expression by, boolean descending, boolean nullsLast) {}

  /**
   * @throws SoqlRefused if it is none that Salesforce would take
   */
  public static Soql parse(String statement) {
    return new ParseSoql(statement).statement();
  }

  public boolean isCount() {
    return select.isEmpty();
  }

  public boolean isGrouped() {
    return !groupBy.isEmpty() || select.stream().anyMatch(column -> column.expression() instanceof Aggregate);
  }
}
