package io.tributary.simulators.chat.whatsapp;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a line that begins a message: a date whose order is not known yet, a time, and the rest of the line.
 *
 * @param hour 0 to 23
 * @param second60 0 where the export has no seconds
 */
record ExportHeader(int first, int second, int third, int hour, int minute, int second60, String rest) {

  private static final Pattern LINE = Pattern.compile(
      "\\[?(\\d{1,4})[./-](\\d{1,2})[./-](\\d{1,4})[,.]?\\s+(?:\\p{L}+\\s+)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?\\s*([ap])?\\.?(?:\\s*m\\.?)?"
          + "(?:\\]\\s*|\\s*[-–]\\s+|:\\s+)(.*)",
      Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final int NOON = 12;

  static Optional<ExportHeader> in(String line) {
    var matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int hour = hour(Integer.parseInt(matcher.group(4)), matcher.group(7));
    int minute = Integer.parseInt(matcher.group(5));
    int second = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
    if (hour > 23 || minute > 59 || second > 59) {
      return Optional.empty();
    }
    return Optional.of(new ExportHeader(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), hour, minute, second,
        matcher.group(8)));
  }

  private static int hour(int written, @Nullable String half) {
    if (half == null) {
      return written;
    }
    return written % NOON + (half.equalsIgnoreCase("p") ? NOON : 0);
  }
}
