package io.tributary.records.pipeline;

import io.tributary.service.web.Problem;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Checks duplicate rules before they are stored: {@code {operator, conditions: [{operator, fields: [{field, match_type}]}]}}.
 *
 * <p>A match type must suit the field's type, since a comparison that never holds would silently identify nobody.
 */
public final class CheckDuplicateRules {

  private static final Set<String> OPERATORS = Set.of("AND", "OR");
  private static final int MOST_CONDITIONS = 50;
  private static final int MOST_FIELDS = 10;

  /** Of sets of fields that identify: AND over ORs multiplies them, and each is compared with every record. */
  private static final int MOST_ALTERNATIVES = 200;

  /** Match types, and the field types each one may compare. */
  private static final Map<String, Set<String>> TYPES_OF = Map.of(
      "exact", Set.of("text", "email", "phone", "url", "number", "date", "boolean"),
      "phone_normalized", Set.of("phone"),
      "url_normalized", Set.of("url"));

  private final Pipeline pipeline;

  public CheckDuplicateRules(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** @throws Problem 422, with the path of what is wrong, as {@code conditions[1].fields[0].match_type} */
  public void check(JsonNode rules) {
    object(rules, "", Set.of("operator", "conditions"));
    operator(rules, "operator");
    var conditions = list(rules, "conditions", "conditions", MOST_CONDITIONS);
    for (int i = 0; i < conditions.size(); i++) {
      checkCondition(conditions.get(i), "conditions[%d]".formatted(i));
    }
    checkAlternatives(rules, conditions);
  }

  private static void checkAlternatives(JsonNode rules, JsonNode conditions) {
    if (rules.path("operator").asString("").equals("AND")) {
      long alternatives = 1;
      for (var condition : conditions) {
        alternatives *= condition.path("operator").asString("").equals("OR") ? condition.path("fields").size() : 1;
        if (alternatives > MOST_ALTERNATIVES) {
          throw Problem.invalid("conditions", "an AND over ORs of that many fields has more than %d combinations; use fewer".formatted(MOST_ALTERNATIVES));
        }
      }
    }
  }

  private void checkCondition(JsonNode condition, String path) {
    object(condition, path, Set.of("operator", "fields"));
    operator(condition, path + ".operator");
    var fields = list(condition, "fields", path + ".fields", MOST_FIELDS);
    for (int i = 0; i < fields.size(); i++) {
      checkField(fields.get(i), "%s.fields[%d]".formatted(path, i));
    }
  }

  private void checkField(JsonNode compared, String path) {
    object(compared, path, Set.of("field", "match_type"));
    var name = compared.path("field").asString("");
    var field = pipeline.field(name).orElseThrow(() -> Problem.invalid(path + ".field",
        "'%s' is no field of the pipeline %s".formatted(name, pipeline.name())));
    var matchType = compared.path("match_type").asString("");
    var types = TYPES_OF.get(matchType);
    if (types == null) {
      throw Problem.invalid(path + ".match_type", "must be exact, phone_normalized or url_normalized, not '%s'".formatted(matchType));
    }
    if (!types.contains(field.type())) {
      throw Problem.invalid(path + ".match_type", "%s does not suit the field %s of type %s".formatted(matchType, name, field.type()));
    }
  }

  private static void operator(JsonNode node, String path) {
    if (node.has("operator") && !OPERATORS.contains(node.path("operator").asString(""))) {
      throw Problem.invalid(path, "must be AND or OR");
    }
  }

  private static void object(JsonNode node, String path, Set<String> known) {
    if (!node.isObject()) {
      throw Problem.invalid(path.isEmpty() ? "body" : path, "must be an object");
    }
    node.propertyNames().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
      throw Problem.invalid(path.isEmpty() ? name : path + "." + name, "is not known here; known are " + String.join(", ", known.stream().sorted().toList()));
    });
  }

  private static JsonNode list(JsonNode node, String name, String path, int most) {
    var list = node.path(name);
    if (!list.isArray() || list.isEmpty() || list.size() > most) {
      throw Problem.invalid(path, "must be a list of 1 to %d".formatted(most));
    }
    return list;
  }
}
