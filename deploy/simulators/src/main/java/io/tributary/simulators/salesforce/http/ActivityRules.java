package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.soql.Condition;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may be asked of the relations to activities. */
final class ActivityRules {

  private final Behaviour behaviour;

  ActivityRules(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  void check(Soql soql, boolean withDeleted) {
    var from = soql.from().toLowerCase(Locale.ROOT);
    if (!from.endsWith("relation")) {
      return;
    }
    if (from.endsWith("whorelation") && (!behaviour.sharedActivities() || withDeleted)) {
      throw new SoqlRefused("INVALID_TYPE", "sObject type '%s' is not supported.".formatted(soql.from()));
    }
    if (!behaviour.viewAllData() && equalities(soql.where()).noneMatch(ActivityRules::isSelective)) {
      throw new SoqlRefused("API_ERROR", """
          Implementation restriction: %s requires a filter by a single Id, or by RelationId, unless the user has the permission \
          View All Data.""".formatted(soql.from()));
    }
  }

  private static boolean isSelective(Path path) {
    return path.text().toLowerCase(Locale.ROOT).endsWith("id");
  }

  private static Stream<Path> equalities(@Nullable Condition where) {
    return switch (where) {
      case null -> Stream.of();
      case Condition.And(var all) -> all.stream().flatMap(ActivityRules::equalities);
      case Condition.Compared(Path path, var operator, var right) when operator == Condition.Operator.EQUAL -> Stream.of(path);
      case Condition.In(Path path, var values, var negated) when !negated -> Stream.of(path);
      default -> Stream.of();
    };
  }
}
