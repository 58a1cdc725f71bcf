package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Column;
import io.tributary.simulators.salesforce.org.Columns;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql.Order;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** Puts rows into the order that was asked for, where they are not in it already. */
final class OrderRows {

  private final Columns columns;

  OrderRows(Columns columns) {
    this.columns = columns;
  }

  Matches of(List<Order> orders, Matches matches, String already) {
    if (orders.isEmpty() || (orders.size() == 1 && column(orders.getFirst()).path().equals(already) && !orders.getFirst().descending())) {
      return matches;
    }
    var rows = LongStream.builder();
    matches.read(0, matches.count(), rows);
    var sorted = rows.build().boxed().sorted(comparator(orders)).mapToLong(Long::longValue).toArray();
    return Matches.of(sorted);
  }

  private Comparator<Long> comparator(List<Order> orders) {
    Comparator<Long> comparator = (left, right) -> 0;
    for (var order : orders) {
      var column = column(order);
      comparator = comparator.thenComparing((left, right) -> CompareValues.ordered(order, column.field(), column.value(left), column.value(right)));
    }
    return comparator;
  }

  private Column column(Order order) {
    if (!(order.by() instanceof Path path)) {
      throw SoqlRefused.malformed("An aggregate in ORDER BY needs GROUP BY.");
    }
    var column = columns.find(path.text());
    if (column == null || !column.field().isFilterable()) {
      throw new SoqlRefused("INVALID_FIELD", "field '%s' can not be sorted in a query call".formatted(path.text()));
    }
    return column;
  }
}
