package io.tributary.salesforce.contacts;

import java.io.IOException;
import java.io.InputStream;
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
    var lines = new ParseCsv(csv);
    var line = new ReadLine(fields);
    if (columns(lines, line, 0) == 0) {
      return;
    }
    line.beginRows();
    long row = 1;
    for (int columns = columns(lines, line, row); columns > 0; columns = columns(lines, line, row)) {
      if (columns != line.expected()) {
        throw new IOException("row %d of a page of results has %d columns instead of %d".formatted(row, columns, line.expected()));
      }
      sink.row(line.row());
      row++;
    }
  }

  private static int columns(ParseCsv lines, ReadLine line, long row) throws IOException {
    try {
      return lines.next(line);
    } catch (IOException e) {
      throw new IOException("a page of results cannot be read at row %d: %s".formatted(row, e.getMessage()), e);
    }
  }
}
