package io.tributary.records.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tributary.records.pipeline.Pipeline;
import io.tributary.records.record.Storable;
import io.tributary.service.web.Problem;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads CSV (RFC 4180) with a header line, one line at a time; UTF-8, or what a byte order mark says. An empty cell says nothing about its field.
 */
final class ReadCsv {

  private static final Pattern OTHER_SEPARATORS = Pattern.compile("[;\t]");

  /** More than any number has that a record may hold; reading one takes time with the square of them. */
  private static final int LONGEST_NUMBER = 1000;

  private final Pipeline pipeline;
  private final JsonMapper json;
  private final ReadLine readLine;

  ReadCsv(Pipeline pipeline, JsonMapper json) {
    this.pipeline = pipeline;
    this.json = json;
    this.readLine = new ReadLine(pipeline);
  }

  /** @throws Problem 422 if the header does not fit the pipeline */
  Stream<Line> lines(InputStream file) {
    var records = CsvReader.builder()
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .skipEmptyLines(true)
        .maxBufferSize(ReadLine.LONGEST)
        .allowExtraCharsAfterClosingQuote(true)
        .allowUnclosedQuote(false)
        .detectBomHeader(true)
        .build(CsvRecordHandler.builder().maxRecordSize(ReadLine.LONGEST).maxFieldSize(ReadLine.LONGEST).build(), file)
        .iterator();
    var lines = new Lines(records, header(records));
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL), false);
  }

  private List<String> header(Iterator<CsvRecord> records) {
    try {
      if (records.hasNext()) {
        return checked(records.next().getFields().stream().map(String::strip).toList());
      }
    } catch (CsvParseException e) {
      throw Problem.invalid("The first line is no list of columns: a quote may be open.");
    }
    throw Problem.invalid("The file is empty: its first line must name the columns, external_id among them.");
  }

  private List<String> checked(List<String> names) {
    if (!names.stream().allMatch(name -> ReadLine.isUtf8(name) && Storable.text(name))) {
      throw Problem.invalid("The first line is not UTF-8: save the file as \"CSV UTF-8\".");
    }
    if (names.size() == 1 && OTHER_SEPARATORS.matcher(names.getFirst()).find()) {
      throw Problem.invalid("The columns of the first line are not separated by commas: save the file with commas.");
    }
    if (!names.contains(ReadLine.ID)) {
      throw Problem.invalid(ReadLine.ID, "is missing among the columns of the first line; it identifies the record at its source");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw Problem.invalid("The first line names a column twice.");
    }
    var unknown = names.stream().filter(name -> !name.equals(ReadLine.ID) && pipeline.field(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw Problem.invalid("The pipeline %s has no field %s; it has %s.".formatted(pipeline.name(), String.join(", ", unknown),
          String.join(", ", pipeline.fields().stream().map(Pipeline.Field::name).toList())));
    }
    return names;
  }

  /** Where the text cannot be told into lines any more, the last line says so: what came before it is imported already. */
  private final class Lines implements Iterator<Line> {

    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private long lastNumber = 1;
    private boolean broken;

    Lines(Iterator<CsvRecord> records, List<String> header) {
      this.records = records;
      this.header = header;
    }

    @Override
    public boolean hasNext() {
      return !broken && !ended();
    }

    private boolean ended() {
      try {
        return !records.hasNext();
      } catch (CsvParseException e) {
        broken = true;
        return false;
      }
    }

    @Override
    public Line next() {
      if (!broken) {
        try {
          var record = records.next();
          lastNumber = record.getStartingLineNumber();
          return line(record, header);
        } catch (CsvParseException e) {
          broken = true;
        }
      }
      return new Line.Unreadable(lastNumber + 1, "is longer than %d characters or ends within quotes; a quote may be open. The file was read no further"
          .formatted(ReadLine.LONGEST));
    }
  }

  private Line line(CsvRecord record, List<String> header) {
    long number = record.getStartingLineNumber();
    if (record.getFieldCount() != header.size()) {
      return new Line.Unreadable(number, "has %d cells, the first line %d; a quote may be open".formatted(record.getFieldCount(), header.size()));
    }
    if (!record.getFields().stream().allMatch(ReadLine::isUtf8)) {
      return new Line.Unreadable(number, "is not UTF-8");
    }
    var data = json.createObjectNode();
    for (int i = 0; i < header.size(); i++) {
      var cell = record.getField(i).strip();
      if (!cell.isEmpty()) {
        pipeline.field(header.get(i)).ifPresent(field -> put(data, field, cell));
      }
    }
    return readLine.read(number, record.getField(header.indexOf(ReadLine.ID)).strip(), data);
  }

  /** A cell is text; what its field's type does not take stays text, and is refused as such. */
  private static void put(ObjectNode data, Pipeline.Field field, String cell) {
    switch (field.type()) {
      case "number" -> number(cell).ifPresentOrElse(number -> data.put(field.name(), number), () -> data.put(field.name(), cell));
      case "boolean" -> {
        switch (cell.toLowerCase(Locale.ROOT)) {
          case "true" -> data.put(field.name(), true);
          case "false" -> data.put(field.name(), false);
          default -> data.put(field.name(), cell);
        }
      }
      default -> data.put(field.name(), cell);
    }
  }

  private static Optional<BigDecimal> number(String cell) {
    try {
      return cell.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(cell));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
