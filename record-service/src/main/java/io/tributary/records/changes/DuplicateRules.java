package io.tributary.records.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads duplicate rules, {@code {operator, conditions: [{operator, fields: [{field, match_type}]}]}}, as alternatives: sets of
 * fields of which one must agree in full.
 */
public final class DuplicateRules {

  /** Without rules nothing identifies. */
  public static List<Set<String>> alternatives(@Nullable JsonNode rules) {
    if (rules == null || !rules.path("conditions").isArray()) {
      return List.of();
    }
    var conditions = rules.path("conditions").valueStream().map(DuplicateRules::ofCondition).toList();
    return minimal(isAnd(rules, false) ? everyOneOf(conditions) : oneOf(conditions));
  }

  private static List<Set<String>> ofCondition(JsonNode condition) {
    var fields = new TreeSet<String>();
    condition.path("fields").forEach(field -> fields.add(field.path("field").asString("")));
    fields.remove("");
    if (fields.isEmpty()) {
      return List.of();
    }
    return isAnd(condition, true) ? List.of(fields) : fields.stream().<Set<String>>map(Set::of).toList();
  }

  private static boolean isAnd(JsonNode node, boolean unlessSaid) {
    var operator = node.path("operator").asString("");
    return operator.isEmpty() ? unlessSaid : operator.equalsIgnoreCase("AND");
  }

  private static List<Set<String>> oneOf(List<List<Set<String>>> conditions) {
    return conditions.stream().flatMap(List::stream).toList();
  }

  private static List<Set<String>> everyOneOf(List<List<Set<String>>> conditions) {
    List<Set<String>> joined = List.of(Set.of());
    for (var condition : conditions) {
      joined = joined.stream().flatMap(left -> condition.stream().map(right -> union(left, right))).toList();
    }
    return joined.stream().filter(alternative -> !alternative.isEmpty()).toList();
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    var both = new TreeSet<>(left);
    both.addAll(right);
    return both;
  }

  /** Drops what a smaller alternative already says: a field that is enough alone needs no company. */
  private static List<Set<String>> minimal(List<Set<String>> alternatives) {
    var kept = new ArrayList<Set<String>>();
    for (var alternative : alternatives.stream().distinct().toList()) {
      if (alternatives.stream().noneMatch(other -> !other.equals(alternative) && alternative.containsAll(other))) {
        kept.add(alternative);
      }
    }
    return List.copyOf(kept);
  }

  private DuplicateRules() {}
}
