package io.tributary.records.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tributary.records.pipeline.Pipeline;
import io.tributary.service.web.Problem;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads CSV (RFC 4180) with a header line, one line at a time. An empty cell says nothing about its field. */
final class ReadCsv {

  static final String ID = "external_id";

  private final Pipeline pipeline;
  private final JsonMapper json;

  ReadCsv(Pipeline pipeline, JsonMapper json) {
    this.pipeline = pipeline;
    this.json = json;
  }

  /** @throws Problem 422 if the header does not fit the pipeline */
  Stream<Line> lines(InputStream file) {
    var records = CsvReader.builder()
        .allowMissingFields(true)
        .allowExtraFields(true)
        .skipEmptyLines(true)
        .ofCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))
        .iterator();
    if (!records.hasNext()) {
      throw Problem.invalid("The file is empty: its first line must name the columns, external_id among them.");
    }
    var header = header(records.next());
    return Stream.generate(() -> null)
        .takeWhile(_ -> records.hasNext())
        .map(_ -> line(records.next(), header));
  }

  private List<String> header(CsvRecord first) {
    var names = first.getFields().stream().map(name -> name.strip().replace("\uFEFF", "")).toList();
    if (!names.contains(ID)) {
      throw Problem.invalid(ID, "is missing among the columns of the first line; it identifies the record at its source");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw Problem.invalid("The first line names a column twice.");
    }
    var unknown = names.stream().filter(name -> !name.equals(ID) && pipeline.field(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw Problem.invalid("The pipeline %s has no field %s; it has %s.".formatted(pipeline.name(), String.join(", ", unknown),
          String.join(", ", pipeline.fields().stream().map(Pipeline.Field::name).toList())));
    }
    return names;
  }

  private Line line(CsvRecord record, List<String> header) {
    if (record.getFieldCount() != header.size()) {
      return new Line.Unreadable(record.getStartingLineNumber(),
          "has %d cells, the first line %d; a quote may be open".formatted(record.getFieldCount(), header.size()));
    }
    var externalId = record.getField(header.indexOf(ID)).strip();
    if (externalId.isEmpty()) {
      return new Line.Unreadable(record.getStartingLineNumber(), "has no external_id");
    }
    var data = json.createObjectNode();
    for (int i = 0; i < header.size(); i++) {
      put(data, header.get(i), record.getField(i).strip());
    }
    return new Line.Readable(record.getStartingLineNumber(), externalId, data);
  }

  private static void put(ObjectNode data, String column, String cell) {
    if (!column.equals(ID) && !cell.isEmpty()) {
      data.put(column, cell);
    }
  }
}
