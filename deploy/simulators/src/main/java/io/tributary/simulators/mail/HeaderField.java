package io.tributary.simulators.mail;

import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/**
 * One header field.
 *
 * @param bytes its value, unfolded and trimmed, one char a byte
 */
public record HeaderField(String name, String bytes) {

  /** The value as text; encoded words stay as they are written. */
  public String text() {
    return asText(bytes);
  }

  /** The value with its encoded words decoded. */
  public String decoded() {
    return decoded(text());
  }

  static String decoded(String text) {
    return text.contains("=?") ? DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT) : text;
  }

  /** Bytes above ASCII are UTF-8 where they are valid UTF-8; text that came out of an encoded word stays as it is. */
  static String asText(String bytes) {
    boolean eightBit = bytes.chars().anyMatch(c -> c > 127) && bytes.chars().allMatch(c -> c < 256);
    return eightBit ? TextCharset.unlabelled(bytes.getBytes(StandardCharsets.ISO_8859_1)) : bytes;
  }
}
