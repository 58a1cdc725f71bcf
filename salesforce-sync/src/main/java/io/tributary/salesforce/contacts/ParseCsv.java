package io.tributary.salesforce.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes CSV with quotes (RFC 4180) apart, from bytes to bytes: a large organisation has gigabytes of it, and libraries decode every character only for
 * the database to have it encoded again.
 */
final class ParseCsv {

  private static final int BUFFER = 128 * 1024;
  private static final int LONGEST_LINE = 64 * 1024 * 1024;
  private static final int NOT_WHOLE = -1;

  private final InputStream csv;
  private byte[] buffer = new byte[BUFFER];
  private byte[] unquoted = new byte[0];
  /** Where the next line begins. */
  private int at;
  private int end;
  private boolean ended;
  /** Behind the value that was read last. */
  private int next;

  ParseCsv(InputStream csv) {
    this.csv = csv;
  }

  /** Takes the values of a line. */
  interface Line {

    /** A line begins; what came of it before is forgotten: it was not whole. */
    void begin();

    /** The value's bytes, valid only within the call. */
    void value(int column, byte[] text, int from, int to);
  }

  /**
   * @return columns of the next line that is not empty; 0: there is none any more
   * @throws IOException if the text breaks off within a value, or is no CSV
   */
  int next(Line line) throws IOException {
    for (int columns = columns(line); ; columns = columns(line)) {
      if (columns != NOT_WHOLE) {
        return columns;
      }
      if (ended) {
        return noLine();
      }
      fill();
    }
  }

  private int noLine() throws IOException {
    if (at < end) {
      throw new IOException("it breaks off within quotes");
    }
    return 0;
  }

  private int columns(Line line) throws IOException {
    while (at < end && (buffer[at] == '\n' || buffer[at] == '\r')) {
      at++;
    }
    line.begin();
    next = at;
    for (int column = 0; next < end; column++) {
      if (!(buffer[next] == '"' ? quoted(line, column) : bare(line, column))) {
        return NOT_WHOLE;
      }
      if (buffer[next] == '\r' && ++next == end) {
        return NOT_WHOLE;
      }
      byte separator = buffer[next++];
      if (separator == '\n') {
        at = next;
        return column + 1;
      }
      if (separator != ',') {
        throw new IOException("something stands behind the quotes of column " + (column + 1));
      }
    }
    return NOT_WHOLE;
  }

  /** @return whether its end is there */
  private boolean bare(Line line, int column) {
    var bytes = buffer;
    int limit = end;
    int to = next;
    while (to < limit && bytes[to] != ',' && bytes[to] != '\n') {
      to++;
    }
    if (to == limit) {
      return false;
    }
    if (bytes[to] == '\n' && to > next && bytes[to - 1] == '\r') {
      to--;
    }
    line.value(column, bytes, next, to);
    next = to;
    return true;
  }

  /** @return whether its end is there, and what stands behind it */
  private boolean quoted(Line line, int column) {
    var bytes = buffer;
    int limit = end - 1;
    int from = next + 1;
    int kept = 0;
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '"') {
        if (bytes[i + 1] != '"') {
          value(line, column, from, i, kept);
          next = i + 1;
          return true;
        }
        kept = keep(from, i + 1, kept);
        from = i + 2;
        i++;
      }
    }
    return false;
  }

  private void value(Line line, int column, int from, int to, int kept) {
    if (kept == 0) {
      line.value(column, buffer, from, to);
    } else {
      int length = keep(from, to, kept);
      line.value(column, unquoted, 0, length);
    }
  }

  /** Of a value with quotes in it, what stands up to one. @return bytes that are kept now */
  private int keep(int from, int to, int kept) {
    int length = kept + to - from;
    if (length > unquoted.length) {
      unquoted = Arrays.copyOf(unquoted, 2 * length);
    }
    System.arraycopy(buffer, from, unquoted, kept, to - from);
    return length;
  }

  /** The line that has begun moves to the front; a last line without an end gets one. */
  private void fill() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    int room = buffer.length - 1 - end;
    if (room == 0) {
      grow();
      room = buffer.length - 1 - end;
    }
    int read = csv.readNBytes(buffer, end, room);
    end += read;
    if (read < room) {
      ended = true;
      buffer[end++] = '\n';
    }
  }

  private void grow() throws IOException {
    if (buffer.length > LONGEST_LINE) {
      throw new IOException("a line is longer than %d MiB".formatted(LONGEST_LINE >> 20));
    }
    buffer = Arrays.copyOf(buffer, 2 * buffer.length);
  }
}
