package io.tributary.content;

import io.tributary.events.Text;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts as an event may carry them: no longer than its limit in UTF-8, without NUL, which no database takes. */
public final class CutText {

  public static final int TEXT_BYTES = 256 * 1024;
  public static final int HTML_BYTES = 512 * 1024;

  /** The text, cut between two characters where its UTF-8 form is longer; null where there is none. */
  public static @Nullable Text of(@Nullable String text, int mostBytes) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    var clean = text.replace("\0", "");
    int end = endWithin(clean, mostBytes);
    return Text.newBuilder().setText(clean.substring(0, end)).setTruncated(end < clean.length()).build();
  }

  public static long bytesOf(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int endWithin(String text, int mostBytes) {
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > mostBytes) {
        break;
      }
      at += Character.charCount(character);
    }
    return at;
  }

  private CutText() {}
}
