package io.tributary.service.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Cursors: the position behind the last item of a page, opaque to callers, so that it may change its shape. */
public final class CursorCodec {

  private static final String SEPARATOR = "\u001f";

  /** @param parts the sort key of a page's last item */
  public static String encode(Object... parts) {
    var text = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** @throws Problem 422 if the text is no cursor of so many parts */
  public static List<String> decode(String cursor, int parts) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var found = List.of(text.split(SEPARATOR, -1));
      if (found.size() == parts && text.chars().allMatch(c -> c != 0 && c != '\uFFFD')) {
        return found;
      }
    } catch (IllegalArgumentException notBase64) {
      // the answer below says all there is to say
    }
    throw Problem.invalid("cursor", "is not one that this list gave; leave it out to start at the first page");
  }

  private CursorCodec() {}
}
