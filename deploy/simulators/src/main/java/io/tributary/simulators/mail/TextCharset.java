package io.tributary.simulators.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes to text, whatever the label says. */
final class TextCharset {

  /** What is written under these names is, in mail, the larger set. */
  private static final Map<String, String> LARGER = Map.of(
      "gb2312", "GB18030", "gbk", "GB18030", "ks_c_5601-1987", "x-windows-949", "euc-kr", "x-windows-949", "iso-8859-1", "windows-1252",
      "latin1", "windows-1252", "shift_jis", "windows-31j", "big5", "x-windows-950", "iso-8859-9", "windows-1254");

  /** @param label as in {@code charset=}; where it is missing, unknown or ASCII: UTF-8 if the bytes are valid UTF-8, else Latin-1 */
  static String decode(byte[] bytes, @Nullable String label) {
    var name = label == null ? "" : label.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii") || name.equals("utf-8")) {
      return unlabelled(bytes);
    }
    try {
      return new String(bytes, Charset.forName(LARGER.getOrDefault(name, name)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return unlabelled(bytes);
    }
  }

  /** UTF-8 if the bytes are valid UTF-8, else Latin-1. */
  static String unlabelled(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private TextCharset() {}
}
