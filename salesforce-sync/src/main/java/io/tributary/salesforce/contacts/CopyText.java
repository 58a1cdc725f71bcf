package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Writes rows in the text format of COPY. A NUL, which PostgreSQL does not take, is left out. */
final class CopyText {

  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST_CHAR = 4;

  private final CopyIn copy;
  private final byte[] buffer = new byte[BUFFER];
  private int length;
  private boolean first = true;

  CopyText(CopyIn copy) {
    this.copy = copy;
  }

  void nothing() throws SQLException {
    next();
    put('\\');
    put('N');
  }

  void value(String text) throws SQLException {
    next();
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '\0' -> {}
        case '\\' -> escaped('\\');
        case '\n' -> escaped('n');
        case '\r' -> escaped('r');
        case '\t' -> escaped('t');
        default -> {
          if (c < 0x80) {
            put(c);
          } else {
            i += encoded(text, i);
          }
        }
      }
    }
  }

  void endOfRow() throws SQLException {
    put('\n');
    first = true;
  }

  void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, length);
    length = 0;
  }

  private void next() throws SQLException {
    if (!first) {
      put('\t');
    }
    first = false;
  }

  private void escaped(char c) throws SQLException {
    put('\\');
    put(c);
  }

  private void put(char ascii) throws SQLException {
    if (length > BUFFER - LONGEST_CHAR) {
      flush();
    }
    buffer[length++] = (byte) ascii;
  }

  /** @return how many more chars the character had; half a surrogate pair becomes a question mark */
  private int encoded(String text, int at) throws SQLException {
    var chars = Character.charCount(text.codePointAt(at));
    for (var b : text.substring(at, at + chars).getBytes(UTF_8)) {
      put((char) (b & 0xff));
    }
    return chars - 1;
  }
}
