package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.query.ChooseCandidates.Candidates;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Gathers rows into groups. No more than 2,000 of them can be had, and they cannot be continued. */
final class GroupRows {

  private static final int MOST_GROUPS = 2000;

  private final Soql soql;
  private final GroupPlan plan;
  private final Function<Values, CompileCondition> conditions;

  GroupRows(Soql soql, RowValues rows, Function<Values, CompileCondition> conditions) {
    this.soql = soql;
    this.plan = new GroupPlan(soql, rows);
    this.conditions = conditions;
  }

  Found.Grouped of(Candidates candidates, LongPredicate matching) {
    var groups = new ArrayList<Group>();
    var having = having(groups); // first: it may mention aggregates that nothing else does
    groups.addAll(gathered(candidates, matching));
    var kept = new ArrayList<Group>();
    for (int i = 0; i < groups.size(); i++) {
      if (having.test(i)) {
        kept.add(groups.get(i));
      }
    }
    kept.sort(order());
    return new Found.Grouped(plan.names(), kept.stream().skip(soql.offset()).limit(most(kept.size())).map(plan::selected).toList());
  }

  private LongPredicate having(List<Group> groups) {
    if (soql.having() == null) {
      return group -> true;
    }
    Values ofGroups = expression -> {
      var place = plan.place(expression);
      return new Values.Source(plan.field(place), group -> groups.get((int) group).value(place));
    };
    return conditions.apply(ofGroups).of(soql.having());
  }

  private long most(long groups) {
    var most = soql.limit() < 0 ? groups : Math.min(soql.limit(), groups);
    if (most > MOST_GROUPS) {
      throw new SoqlRefused(
          "EXCEEDED_ID_LIMIT", "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
    }
    return most;
  }

  private Collection<Group> gathered(Candidates candidates, LongPredicate matching) {
    var groups = new LinkedHashMap<List<@Nullable Object>, Group>();
    var enough = enough(candidates);
    for (long position = 0; position < candidates.rows().size(); position++) {
      var row = candidates.rows().row(position);
      if (matching.test(row)) {
        var key = plan.key(row);
        if (groups.size() >= enough && !groups.containsKey(key)) {
          break;
        }
        plan.add(groups.computeIfAbsent(key, plan::group), row);
      }
    }
    if (groups.isEmpty() && soql.groupBy().isEmpty()) {
      groups.put(List.of(), plan.group(List.of()));
    }
    return groups.values();
  }

  /** No more groups need be found than are wanted, where they come in their order, or than make the statement refused. */
  private long enough(Candidates candidates) {
    if (soql.limit() < 0 && soql.having() == null) {
      return MOST_GROUPS + 1L;
    }
    var limited = soql.limit() >= 0 && soql.having() == null && soql.groupBy().size() == 1
        && soql.groupBy().getFirst().text().equalsIgnoreCase(candidates.order());
    var ordered = soql.orderBy().isEmpty() || (soql.orderBy().size() == 1 && !soql.orderBy().getFirst().descending()
        && soql.orderBy().getFirst().by() instanceof Path path && path.text().equalsIgnoreCase(candidates.order()));
    return limited && ordered ? soql.limit() + soql.offset() : Long.MAX_VALUE;
  }

  private Comparator<Group> order() {
    Comparator<Group> comparator = (left, right) -> 0;
    for (var order : soql.orderBy()) {
      var place = plan.place(order.by());
      comparator = comparator.thenComparing(
          (left, right) -> CompareValues.ordered(order, plan.field(place), left.value(place), right.value(place)));
    }
    return comparator;
  }
}
