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

  /**
   * The record's data as a JSON object in SQL. A field that is empty in Salesforce is null, which removes it from the record; one that the
   * organisation does not have is left out.
   *
   * @param row alias of a row of {@code contacts}
   */
  public String dataOf(String row, FieldPlan plan) {
    var known = new HashMap<String, SelectedField>();
    plan.fields().forEach(field -> known.put(field.name(), field));
    var values = new ArrayList<String>();
    new TreeMap<>(fields).forEach((name, sources) -> {
      var value = value(row, sources, known);
      if (value != null) {
        values.add(value + " as " + quoted(name));
      }
    });
    // Of PostgreSQL's ways to write an object, the one that takes the least time.
    return "(select row_to_json(d) from (select %s) d)".formatted(String.join(", ", values));
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

  /** No longer than PostgreSQL takes it: 63 characters, as record-service has it. */
  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
