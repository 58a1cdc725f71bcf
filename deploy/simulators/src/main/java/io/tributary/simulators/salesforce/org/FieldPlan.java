package io.tributary.simulators.salesforce.org;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of the contacts as {@code contact-fields.csv} plans it.
 *
 * @param filled how many of a hundred contacts have a value
 * @param values how they are made: a name that {@link ContactValues} knows, with what it needs behind a colon
 */
record FieldPlan(Field field, int filled, String values) {

  private static final String FILE = "contact-fields.csv";

  static List<FieldPlan> contacts() {
    try (var csv = CsvReader.builder().ofNamedCsvRecord(FieldPlan.class.getResourceAsStream(FILE))) {
      return csv.stream().map(FieldPlan::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static FieldPlan of(NamedCsvRecord row) {
    var name = row.getField("name");
    var field = new Field(
        name, row.getField("label"), row.getField("type"), Integer.parseInt(row.getField("length")), name.endsWith("__c"),
        Boolean.parseBoolean(row.getField("nillable")), orNull(row.getField("compound")), orNull(row.getField("reference")));
    return new FieldPlan(field, Integer.parseInt(row.getField("filled")), row.getField("values"));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
