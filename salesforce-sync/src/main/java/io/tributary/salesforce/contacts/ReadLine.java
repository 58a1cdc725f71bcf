package io.tributary.salesforce.contacts;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the lines of a page from the parser: first the header, then, always into the same row, the contacts. */
final class ReadLine extends AbstractBaseCsvCallbackHandler<ContactRow> {

  private static final int NOT_ASKED_FOR = -1;

  private final List<String> fields;
  private final List<String> header = new ArrayList<>();
  private final ContactRow row;
  private int @Nullable [] places;
  private int columns;

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

  /** Of the line read last. */
  int columns() {
    return columns;
  }

  /** Columns that each line must have. */
  int expected() {
    return header.size();
  }

  @Override
  protected void handleBegin(long line) {
    row.clear();
    columns = 0;
  }

  @Override
  protected void handleField(int column, char[] text, int offset, int length, boolean quoted) {
    columns = column + 1;
    if (places == null) {
      header.add(new String(text, offset, length));
    } else if (column < places.length && places[column] != NOT_ASKED_FOR) {
      row.put(places[column], text, offset, length);
    }
  }

  @Override
  protected ContactRow buildRecord() {
    return row;
  }
}
