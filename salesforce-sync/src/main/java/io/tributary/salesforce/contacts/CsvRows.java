package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A result page of Bulk 2.0. Columns are found by the header, which every page has; a page without rows may have nothing at all. */
public final class CsvRows extends ContactRows {

  private final InputStream csv;
  private final List<String> fields;

  /** @param fields of the plan */
  public CsvRows(InputStream csv, List<String> fields) {
    this.csv = csv;
    this.fields = fields;
  }

  @Override
  void forEach(Sink sink) throws IOException {
    var line = new ReadLine(fields);
    try (var lines = CsvReader.builder().build(line, csv, UTF_8)) {
      var records = lines.iterator();
      if (!records.hasNext()) {
        return;
      }
      records.next();
      line.beginRows();
      for (long row = 1; records.hasNext(); row++) {
        var values = records.next();
        if (line.columns() != line.expected()) {
          throw new IOException("row %d of a page of results has %d columns instead of %d".formatted(row, line.columns(), line.expected()));
        }
        sink.row(values);
      }
    } catch (CsvParseException e) {
      throw new IOException("a page of results is not CSV, or broke off: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
