package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.Column;
import io.tributary.simulators.salesforce.query.Found;
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
  record Page(String csv, int rows) {}

  WriteCsv(String delimiter, String lineEnding) {
    this.delimiter = DELIMITERS.getOrDefault(delimiter, ',');
    this.lineEnding = lineEnding.equals("CRLF") ? "\r\n" : "\n";
  }

  static boolean isDelimiter(String name) {
    return DELIMITERS.containsKey(name);
  }

  Page page(Found.Listed found, long from, long most) {
    var csv = new StringBuilder(1 << 16);
    header(csv, found.columns());
    var rows = new int[1];
    found.matches().read(from, most, row -> {
      row(csv, found.columns(), row);
      rows[0]++;
    });
    return new Page(csv.toString(), rows[0]);
  }

  private void header(StringBuilder csv, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      quoted(i == 0 ? csv : csv.append(delimiter), columns.get(i).path());
    }
    csv.append(lineEnding);
  }

  private void row(StringBuilder csv, List<Column> columns, long row) {
    for (int i = 0; i < columns.size(); i++) {
      value(i == 0 ? csv : csv.append(delimiter), columns.get(i).value(row));
    }
    csv.append(lineEnding);
  }

  private static void value(StringBuilder csv, @Nullable Object value) {
    switch (value) {
      case null -> csv.append("\"\"");
      case String text -> quoted(csv, text);
      case Instant moment -> {
        Times.csv(csv.append('"'), moment);
        csv.append('"');
      }
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 -> csv.append('"').append(number.longValue()).append(".0\"");
      default -> csv.append('"').append(value).append('"');
    }
  }

  private static void quoted(StringBuilder csv, String text) {
    csv.append('"');
    if (text.indexOf('"') < 0) {
      csv.append(text);
    } else {
      csv.append(text.replace("\"", "\"\""));
    }
    csv.append('"');
  }
}
