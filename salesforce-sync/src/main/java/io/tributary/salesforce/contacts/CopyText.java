package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;

/**
 * Writes rows in the text format of COPY. A NUL, which PostgreSQL does not take, is left out; what is not UTF-8 becomes the character for that, as one
 * value in bytes of another kind would cost its whole page.
 */
final class CopyText {

  private static final int BUFFER = 64 * 1024;
  /** Kinds of bytes; any other kind is the letter that stands for the byte behind a backslash. */
  private static final byte PLAIN = 0;
  private static final byte LEFT_OUT = 1;
  private static final byte NOT_ASCII = 2;
  private static final byte[] KINDS = kinds(NOT_ASCII);
  private static final byte[] KINDS_IN_UTF_8 = kinds(PLAIN);

  private final Output output;
  private final byte[] buffer = new byte[BUFFER];
  private int length;
  private boolean first = true;

  /** Takes the text, a buffer at a time; it may keep nothing of it. */
  interface Output {
    void write(byte[] text, int from, int count) throws SQLException;
  }

  CopyText(Output output) {
    this.output = output;
  }

  void nothing() throws SQLException {
    next();
    pair('\\', 'N');
  }

  /** The bytes from one place to before another. */
  void value(byte[] text, int from, int to) throws SQLException {
    next();
    write(text, from, to, KINDS);
  }

  void endOfRow() throws SQLException {
    reserve(1);
    buffer[length++] = '\n';
    first = true;
  }

  void flush() throws SQLException {
    output.write(buffer, 0, length);
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

  /** In runs that need no look at each byte of theirs. */
  private void write(byte[] text, int from, int to, byte[] kinds) throws SQLException {
    for (int at = from; at < to; at++) {
      int begin = at;
      while (at < to && kinds[text[at] & 0xff] == PLAIN) {
        at++;
      }
      run(text, begin, at);
      if (at < to) {
        byte kind = kinds[text[at] & 0xff];
        if (kind == NOT_ASCII) {
          var sound = new String(text, at, to - at, UTF_8).getBytes(UTF_8);
          write(sound, 0, sound.length, KINDS_IN_UTF_8);
          return;
        }
        if (kind != LEFT_OUT) {
          pair('\\', (char) kind);
        }
      }
    }
  }

  private void run(byte[] text, int from, int to) throws SQLException {
    for (int at = from; at < to; ) {
      reserve(1);
      int count = Math.min(to - at, BUFFER - length);
      System.arraycopy(text, at, buffer, length, count);
      length += count;
      at += count;
    }
  }

  private void pair(char one, char other) throws SQLException {
    reserve(2);
    buffer[length++] = (byte) one;
    buffer[length++] = (byte) other;
  }

  private static byte[] kinds(byte beyondAscii) {
    var kinds = new byte[256];
    for (int i = 0x80; i < kinds.length; i++) {
      kinds[i] = beyondAscii;
    }
    kinds[0] = LEFT_OUT;
    kinds['\\'] = '\\';
    kinds['\n'] = 'n';
    kinds['\r'] = 'r';
    kinds['\t'] = 't';
    return kinds;
  }
}
