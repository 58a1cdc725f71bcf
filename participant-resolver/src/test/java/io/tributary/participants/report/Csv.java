package io.tributary.participants.report;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values with quotes, within which lines may break. */
final class Csv {

  static List<List<String>> rows(String text) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var value = new StringBuilder();
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        row.add(value.toString());
        value.setLength(0);
      } else if (!quoted && c == '\n') {
        row.add(value.toString().strip());
        value.setLength(0);
        rows.add(List.copyOf(row));
        row.clear();
      } else {
        value.append(c);
      }
    }
    return rows;
  }

  private Csv() {}
}
