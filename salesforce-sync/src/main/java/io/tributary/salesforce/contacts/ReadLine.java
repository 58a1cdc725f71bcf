package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the lines of a page from the parser: first the header, then, always into the same row, the contacts. */
final class ReadLine implements ParseCsv.Line {

  private static final int NOT_ASKED_FOR = -1;

  private final List<String> fields;
  private final List<String> header = new ArrayList<>();
  private final ContactRow row;
  private int @Nullable [] places;

  /** @param fields of the plan */
  ReadLine(List<String> fields) {
    this.fields = fields;
    this.row = new ContactRow(fields.size());
  }

  /** The header was read. */
  void beginRows() throws IOException {
    var missing = fields.stream().filter(field -> !header.contains(field)).toList();
    if (!missing.isEmpty()) {
      throw new IOException("a page of results lacks the columns " + missing);
    }
    places = header.stream().mapToInt(name -> fields.contains(name) ? fields.indexOf(name) : NOT_ASKED_FOR).toArray();
  }

  /** The contact of the line read last. */
  ContactRow row() {
    return row;
  }

  /** Columns that each line must have. */
  int expected() {
    return header.size();
  }

  @Override
  public void begin() {
    if (places == null) {
      header.clear();
    } else {
      row.clear();
    }
  }

  @Override
  public void value(int column, byte[] text, int from, int to) {
    if (places == null) {
      header.add(new String(text, from, to - from, UTF_8));
    } else if (from < to && column < places.length && places[column] != NOT_ASKED_FOR) {
      row.put(places[column], text, from, to - from);
    }
  }
}
