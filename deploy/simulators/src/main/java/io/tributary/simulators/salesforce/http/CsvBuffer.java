package io.tributary.simulators.salesforce.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Bytes of a CSV that grow. Nearly all texts are ASCII without quotes: these are copied in one go over them. */
final class CsvBuffer {

  private byte[] bytes = new byte[1 << 16];
  private int length;

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  CsvBuffer sign(char sign) {
    reserve(1);
    bytes[length++] = (byte) sign;
    return this;
  }

  /** As it is. */
  CsvBuffer plain(String ascii) {
    return ascii(ascii) ? this : raw(ascii);
  }

  /** Between quotes, its own ones doubled. */
  CsvBuffer quoted(String text) {
    sign('"');
    if (!ascii(text)) {
      raw(text.replace("\"", "\"\""));
    }
    return sign('"');
  }

  CsvBuffer quoted(Instant moment) {
    var text = new StringBuilder(24);
    Times.csv(text, moment);
    sign('"');
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return sign('"');
  }

  /** False, with nothing written, if it holds a quote or what is no ASCII. */
  private boolean ascii(String text) {
    reserve(text.length());
    var at = length;
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= 0x80 || c == '"') {
        return false;
      }
      bytes[at++] = (byte) c;
    }
    length = at;
    return true;
  }

  private CsvBuffer raw(String text) {
    var encoded = text.getBytes(StandardCharsets.UTF_8);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
