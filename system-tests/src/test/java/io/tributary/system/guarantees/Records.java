package io.tributary.system.guarantees;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records as a CSV file has them. */
final class Records {

  private static final String ID = "external_id";
  private static final List<String> FIELDS =
      List.of("first_name", "last_name", "personal_email", "work_email", "phone_number", "linkedin", "company");

  /** By external id; an empty cell is no field. */
  static Map<String, Map<String, String>> read(Path csv) throws IOException {
    var records = new TreeMap<String, Map<String, String>>();
    try (var lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
      for (var line : lines) {
        var data = new TreeMap<>(line.getFieldsAsMap());
        data.values().removeIf(String::isBlank);
        records.put(data.remove(ID), data);
      }
    }
    return records;
  }

  static void write(Map<String, Map<String, String>> records, Path csv) throws IOException {
    try (var writer = CsvWriter.builder().build(csv)) {
      writer.writeRecord(java.util.stream.Stream.concat(java.util.stream.Stream.of(ID), FIELDS.stream()).toList());
      records.forEach((id, data) -> writer.writeRecord(
          java.util.stream.Stream.concat(java.util.stream.Stream.of(id), FIELDS.stream().map(field -> data.getOrDefault(field, ""))).toList()));
    }
  }

  private Records() {}
}
