package io.tributary.salesforce.mapping;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the fields of a record are kept. It is kept itself with the contacts that a record is still to be told of, since by then a tenant may have
 * another mapping.
 *
 * @param places the record's field → columns of {@code contacts}, or names in its {@code extra} behind {@code extra:}; the first that is filled counts
 */
public record RecordFields(Map<String, List<String>> places) {

  private static final String EXTRA = "extra:";

  static String place(SelectedField field) {
    return field.column() == null ? EXTRA + field.name() : field.column();
  }

  /**
   * The record's data as a JSON object in SQL. A field that is empty in Salesforce is null, which removes it from the record.
   *
   * @param row alias of a row of {@code contacts}
   */
  public String dataOf(String row) {
    // Of PostgreSQL's ways to write an object, the one that takes the least time.
    return "(select row_to_json(d) from (select %s) d)".formatted(new TreeMap<>(places).entrySet().stream()
        .map(field -> value(row, field.getValue()) + " as " + quoted(field.getKey()))
        .collect(Collectors.joining(", ")));
  }

  private static String value(String row, List<String> places) {
    return places.size() == 1
        ? one(row, places.getFirst())
        : places.stream().map(place -> one(row, place) + "::text").collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  private static String one(String row, String place) {
    return place.startsWith(EXTRA)
        ? "(%s.extra ->> %s)".formatted(row, literal(place.substring(EXTRA.length())))
        : row + "." + quoted(place);
  }

  /** No longer than PostgreSQL takes it: 63 characters, as record-service has it. */
  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
