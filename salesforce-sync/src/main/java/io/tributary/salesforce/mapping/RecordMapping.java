package io.tributary.salesforce.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a record is told of a contact.
 *
 * @param pipeline of the record
 * @param fields the record's field → the Salesforce field, or several with commas between, of which the first that is filled counts
 */
public record RecordMapping(String pipeline, Map<String, String> fields) {

  private static final int PAIRS_A_CALL = 40;

  /**
   * The record's data as a JSON object in SQL. A field that is empty in Salesforce is null, which removes it from the record; one that the
   * organisation does not have is left out.
   *
   * @param row alias of a row of {@code contacts}
   */
  public String dataOf(String row, FieldPlan plan) {
    var known = new HashMap<String, SelectedField>();
    plan.fields().forEach(field -> known.put(field.name(), field));
    var pairs = new ArrayList<String>();
    new TreeMap<>(fields).forEach((name, sources) -> {
      var value = value(row, sources, known);
      if (value != null) {
        pairs.add(literal(name) + ", " + value);
      }
    });
    return calls(pairs).stream().map("jsonb_build_object(%s)"::formatted).collect(Collectors.joining(" || "));
  }

  private static @Nullable String value(String row, String sources, Map<String, SelectedField> known) {
    var values = new ArrayList<SelectedField>();
    for (var source : sources.split(",")) {
      var field = known.get(source.strip());
      if (field != null) {
        values.add(field);
      }
    }
    return switch (values.size()) {
      case 0 -> null;
      case 1 -> one(row, values.getFirst());
      default -> values.stream().map(field -> one(row, field) + "::text").collect(Collectors.joining(", ", "coalesce(", ")"));
    };
  }

  private static String one(String row, SelectedField field) {
    return field.column() == null ? "(%s.extra ->> %s)".formatted(row, literal(field.name())) : row + "." + field.column();
  }

  /** A function takes no more than 100 arguments. */
  private static List<String> calls(List<String> pairs) {
    var calls = new ArrayList<String>();
    for (int i = 0; i == 0 || i < pairs.size(); i += PAIRS_A_CALL) {
      calls.add(String.join(", ", pairs.subList(i, Math.min(pairs.size(), i + PAIRS_A_CALL))));
    }
    return calls;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
