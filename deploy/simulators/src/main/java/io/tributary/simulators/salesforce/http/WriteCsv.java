package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.Column;
import io.tributary.simulators.salesforce.query.Found;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results of a job as they are sent: every page with the header, every value between quotes, nothing for null. */
final class WriteCsv {

  private static final Map<String, Character> DELIMITERS =
      Map.of("COMMA", ',', "TAB", '\t', "SEMICOLON", ';', "PIPE", '|', "CARET", '^', "BACKQUOTE", '`');

  private final char delimiter;
  private final String lineEnding;

  /** A page. */
  record Page(byte[] csv, int rows) {}

  WriteCsv(String delimiter, String lineEnding) {
    this.delimiter = DELIMITERS.getOrDefault(delimiter, ',');
    this.lineEnding = lineEnding.equals("CRLF") ? "\r\n" : "\n";
  }

  static boolean isDelimiter(String name) {
    return DELIMITERS.containsKey(name);
  }

  Page page(Found.Listed found, long from, long most) {
    var csv = new CsvBuffer();
    header(csv, found.columns());
    var rows = new int[1];
    found.matches().read(from, most, row -> {
      row(csv, found.columns(), row);
      rows[0]++;
    });
    return new Page(csv.bytes(), rows[0]);
  }

  private void header(CsvBuffer csv, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      between(csv, i).quoted(columns.get(i).path());
    }
    csv.plain(lineEnding);
  }

  private void row(CsvBuffer csv, List<Column> columns, long row) {
    for (int i = 0; i < columns.size(); i++) {
      value(between(csv, i), columns.get(i).value(row));
    }
    csv.plain(lineEnding);
  }

  private CsvBuffer between(CsvBuffer csv, int column) {
    return column == 0 ? csv : csv.sign(delimiter);
  }

  private static void value(CsvBuffer csv, @Nullable Object value) {
    switch (value) {
      case null -> csv.sign('"').sign('"');
      case String text -> csv.quoted(text);
      case Instant moment -> csv.quoted(moment);
      case Double number -> csv.quoted(plain(number));
      default -> csv.quoted(value.toString());
    }
  }

  /** Without an exponent. */
  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15 ? (long) number + ".0" : BigDecimal.valueOf(number).toPlainString();
  }
}
