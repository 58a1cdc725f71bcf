package io.tributary.salesforce.mapping;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The columns that contacts have, with the fields they are for: {@code contact-fields.csv}. */
final class ContactColumns {

  private static final String FILE = "contact-fields.csv";

  static List<ContactColumn> read() {
    var file = Objects.requireNonNull(ContactColumns.class.getResourceAsStream(FILE), FILE);
    try (var lines = CsvReader.builder().ofNamedCsvRecord(file)) {
      return lines.stream()
          .map(line -> new ContactColumn(
              line.getField("column"),
              ColumnType.valueOf(line.getField("type").toUpperCase(Locale.ROOT)),
              List.of(line.getField("fields").split("/"))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ContactColumns() {}
}
