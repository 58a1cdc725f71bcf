package io.tributary.salesforce.contacts;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Writes rows in the text format of COPY, as UTF-8. A NUL, which PostgreSQL does not take, is left out. */
final class CopyText {

  private static final int BUFFER = 64 * 1024;
  private static final int MOST_BYTES_A_CHAR = 3;
  /** Written in one go: they fit into the buffer whatever they are. */
  private static final int CHARS_AT_ONCE = BUFFER / MOST_BYTES_A_CHAR;
  private static final int ASCII = 0x80;
  /** What stands behind a backslash for a character; 0: the character stands for itself. */
  private static final byte[] ESCAPES = escapes();

  private final CopyIn copy;
  private final byte[] buffer = new byte[BUFFER];
  private int length;
  private boolean first = true;

  CopyText(CopyIn copy) {
    this.copy = copy;
  }

  void nothing() throws SQLException {
    next();
    reserve(2);
    buffer[length++] = '\\';
    buffer[length++] = 'N';
  }

  /** The characters from one place to before another. Half a surrogate pair becomes a question mark. */
  void value(char[] text, int from, int to) throws SQLException {
    next();
    for (int at = from; at < to; ) {
      at = write(text, at, to);
    }
  }

  void endOfRow() throws SQLException {
    reserve(1);
    buffer[length++] = '\n';
    first = true;
  }

  void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, length);
    length = 0;
  }

  private void next() throws SQLException {
    if (!first) {
      reserve(1);
      buffer[length++] = '\t';
    }
    first = false;
  }

  private void reserve(int bytes) throws SQLException {
    if (length + bytes > BUFFER) {
      flush();
    }
  }

  /** As many as fit. @return where to go on */
  private int write(char[] text, int from, int to) throws SQLException {
    int end = Math.min(to, from + CHARS_AT_ONCE - 1);
    if (end < to && Character.isHighSurrogate(text[end - 1])) {
      end++;
    }
    reserve(MOST_BYTES_A_CHAR * (end - from));
    var bytes = buffer;
    int out = length;
    for (int i = from; i < end; i++) {
      char c = text[i];
      if (c >= ASCII) {
        int point = Character.codePointAt(text, i, end);
        out = encode(point, bytes, out);
        i += Character.charCount(point) - 1;
      } else if (ESCAPES[c] != 0) {
        bytes[out++] = '\\';
        bytes[out++] = ESCAPES[c];
      } else if (c != 0) {
        bytes[out++] = (byte) c;
      }
    }
    length = out;
    return end;
  }

  /** @return where the next byte goes */
  private static int encode(int point, byte[] bytes, int at) {
    int out = at;
    if (point < 0x800) {
      bytes[out++] = (byte) (0xc0 | point >> 6);
    } else if (point >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      bytes[out++] = (byte) (0xf0 | point >> 18);
      bytes[out++] = (byte) (0x80 | point >> 12 & 0x3f);
      bytes[out++] = (byte) (0x80 | point >> 6 & 0x3f);
    } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      bytes[out++] = '?';
      return out;
    } else {
      bytes[out++] = (byte) (0xe0 | point >> 12);
      bytes[out++] = (byte) (0x80 | point >> 6 & 0x3f);
    }
    bytes[out++] = (byte) (0x80 | point & 0x3f);
    return out;
  }

  private static byte[] escapes() {
    var escapes = new byte[ASCII];
    escapes['\\'] = '\\';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    return escapes;
  }
}
