package io.tributary.records.merge;

import io.tributary.records.pipeline.Pipeline;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a survivor gets of a record that is merged into it, and what is taken from it again: pure functions. Fields that may identify keep the values of
 * both, the survivor's first, so that all of them go on being synced; of other fields the survivor gets those that it has not.
 */
final class GiveValues {

  private static final Set<String> IDENTIFYING = Set.of("email", "phone", "url");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * @param pipeline the survivor's
   * @return by field, the values that the survivor has only from the other
   */
  static ObjectNode given(Pipeline pipeline, JsonNode survivor, JsonNode merged) {
    var given = JSON.objectNode();
    for (var field : pipeline.fields()) {
      var held = values(survivor.path(field.name()));
      var more = new LinkedHashSet<>(values(merged.path(field.name())));
      more.removeAll(held);
      if (!more.isEmpty() && (held.isEmpty() || IDENTIFYING.contains(field.type()))) {
        var list = given.putArray(field.name());
        more.forEach(list::add);
      }
    }
    return given;
  }

  /** The survivor's fields with what it is given; only those that change. */
  static ObjectNode with(JsonNode survivor, ObjectNode given) {
    var changed = JSON.objectNode();
    given.forEachEntry((field, more) -> {
      var values = new LinkedHashSet<>(values(survivor.path(field)));
      values.addAll(values(more));
      changed.set(field, together(List.copyOf(values)));
    });
    return changed;
  }

  /** Its fields without what it was given; null for one that has nothing else. What was changed meanwhile stays. */
  static ObjectNode without(JsonNode survivor, JsonNode given) {
    var changed = JSON.objectNode();
    given.forEachEntry((field, taken) -> {
      var held = values(survivor.path(field));
      var left = new LinkedHashSet<>(held);
      left.removeAll(values(taken));
      if (left.size() < held.size()) {
        changed.set(field, left.isEmpty() ? JSON.nullNode() : together(List.copyOf(left)));
      }
    });
    return changed;
  }

  private static List<JsonNode> values(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    return value.isArray() ? List.copyOf(value.values()) : List.of(value);
  }

  private static JsonNode together(List<JsonNode> values) {
    if (values.size() == 1) {
      return values.getFirst();
    }
    var list = JSON.arrayNode();
    values.forEach(list::add);
    return list;
  }

  private GiveValues() {}
}
