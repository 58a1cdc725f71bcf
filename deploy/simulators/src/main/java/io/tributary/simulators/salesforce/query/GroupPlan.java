package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Field;
import io.tributary.simulators.salesforce.soql.Aggregate;
import io.tributary.simulators.salesforce.soql.Aggregate.Function;
import io.tributary.simulators.salesforce.soql.Expression;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.Soql.Selected;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must be kept of each group: its keys, then each aggregate that is mentioned anywhere. Every expression has a place among these. */
final class GroupPlan {

  private static final Field NUMBER = new Field("", "", "double", 0, false, true, null, null);

  private final RowValues rows;
  private final List<Values.Source> keys = new ArrayList<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final List<Values.Source> arguments = new ArrayList<>();
  private final Map<Expression, Integer> places = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Integer> selected = new ArrayList<>();

  GroupPlan(Soql soql, RowValues rows) {
    this.rows = rows;
    for (var path : soql.groupBy()) {
      places.put(normal(path), keys.size());
      keys.add(rows.of(path));
    }
    soql.select().forEach(this::select);
    soql.orderBy().forEach(order -> place(order.by()));
  }

  private void select(Selected column) {
    var place = place(column.expression());
    selected.add(place);
    names.add(name(column));
    if (column.alias() != null) {
      places.put(normal(new Path(column.alias())), place);
    }
  }

  private String name(Selected column) {
    if (column.alias() != null) {
      return column.alias();
    }
    return switch (column.expression()) {
      case Path(var text) -> text.substring(text.lastIndexOf('.') + 1);
      case Aggregate _ -> "expr" + names.stream().filter(name -> name.startsWith("expr")).count();
    };
  }

  /** Where the value of the expression stands in every group. */
  int place(Expression expression) {
    var known = places.get(normal(expression));
    if (known != null) {
      return known;
    }
    if (!(expression instanceof Aggregate aggregate)) {
      throw SoqlRefused.malformed("Field must be grouped or aggregated: " + ((Path) expression).text());
    }
    arguments.add(rows.of(aggregate.of() == null ? new Path("Id") : aggregate.of()));
    aggregates.add(aggregate);
    var place = keys.size() + aggregates.size() - 1;
    places.put(normal(expression), place);
    return place;
  }

  Field field(int place) {
    if (place < keys.size()) {
      return keys.get(place).field();
    }
    var function = aggregates.get(place - keys.size()).function();
    return function == Function.MIN || function == Function.MAX ? arguments.get(place - keys.size()).field() : NUMBER;
  }

  List<@Nullable Object> key(long row) {
    var key = new ArrayList<@Nullable Object>(keys.size());
    keys.forEach(source -> key.add(source.values().apply(row)));
    return key;
  }

  Group group(List<@Nullable Object> key) {
    var accumulators = new ArrayList<Accumulator>();
    for (int i = 0; i < aggregates.size(); i++) {
      accumulators.add(new Accumulator(aggregates.get(i).function(), arguments.get(i).field()));
    }
    return new Group(key, accumulators);
  }

  void add(Group group, long row) {
    for (int i = 0; i < arguments.size(); i++) {
      group.accumulators().get(i).add(arguments.get(i).values().apply(row));
    }
  }

  List<String> names() {
    return List.copyOf(names);
  }

  @Nullable Object[] selected(Group group) {
    return selected.stream().map(group::value).toArray();
  }

  private static Expression normal(Expression expression) {
    return switch (expression) {
      case Path(var text) -> new Path(text.toLowerCase(Locale.ROOT));
      case Aggregate(var function, var of) -> new Aggregate(function, of == null ? null : new Path(of.text().toLowerCase(Locale.ROOT)));
    };
  }
}
