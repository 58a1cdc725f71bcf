package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.salesforce.mapping.ColumnType;
import java.time.YearMonth;
import java.util.Arrays;

/**
 * Whether a value has the form of its type: PostgreSQL would refuse the whole page for one that has not. By hand, since a large
 * organisation has millions of dates.
 */
final class ReadValue {

  private static final int DATE = 10;
  private static final int TO_SECONDS = 19;
  private static final int LONGEST_NUMBER = 300;
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);

  /** The bytes of a text from one place to before another, at least one. */
  static boolean holds(byte[] text, int from, int to, ColumnType type) {
    return switch (type) {
      case TEXT, ID -> true;
      case BOOLEAN -> Arrays.equals(text, from, to, TRUE, 0, TRUE.length) || Arrays.equals(text, from, to, FALSE, 0, FALSE.length);
      case NUMBER -> isNumber(text, from, to);
      case DATE -> to - from == DATE && startsWithDate(text, from);
      case TIMESTAMP -> to - from > TO_SECONDS && startsWithDate(text, from) && endsWithTime(text, from, to);
    };
  }

  private static boolean startsWithDate(byte[] text, int from) {
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    return text[from + 4] == '-' && text[from + 7] == '-' && year > 0
        && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
  }

  private static boolean endsWithTime(byte[] text, int from, int to) {
    return text[from + DATE] == 'T' && text[from + 13] == ':' && text[from + 16] == ':'
        && within(number(text, from + 11, 2), 23) && within(number(text, from + 14, 2), 59) && within(number(text, from + 17, 2), 59)
        && isZone(text, fractionEnd(text, from + TO_SECONDS, to), to);
  }

  private static int fractionEnd(byte[] text, int from, int to) {
    return text[from] == '.' ? digitsEnd(text, from + 1, to) : from;
  }

  /** {@code Z}, {@code +0000} or {@code +00:00}. */
  private static boolean isZone(byte[] text, int from, int to) {
    int left = to - from;
    if (left == 1) {
      return text[from] == 'Z';
    }
    return (left == 5 || left == 6 && text[from + 3] == ':') && (text[from] == '+' || text[from] == '-')
        && within(number(text, from + 1, 2), 15) && within(number(text, to - 2, 2), 59);
  }

  /** Digits, perhaps with a sign before them, a point among them and an exponent behind them. */
  private static boolean isNumber(byte[] text, int from, int to) {
    if (to - from > LONGEST_NUMBER) {
      return false;
    }
    int end = digitsEnd(text, text[from] == '-' ? from + 1 : from, to);
    if (end < to && text[end] == '.') {
      end = digitsEnd(text, end + 1, to);
    }
    if (end == from || !isDigit(text[end - 1])) {
      return false;
    }
    return end == to || isExponent(text, end, to) && Double.isFinite(Double.parseDouble(new String(text, from, to - from, US_ASCII)));
  }

  private static boolean isExponent(byte[] text, int from, int to) {
    int digits = from + 1 < to && (text[from + 1] == '-' || text[from + 1] == '+') ? from + 2 : from + 1;
    return (text[from] == 'e' || text[from] == 'E') && digits < to && digitsEnd(text, digits, to) == to;
  }

  private static int digitsEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean within(int number, int most) {
    return number >= 0 && number <= most;
  }

  /** -1 if it is none. */
  private static int number(byte[] text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      number = 10 * number + text[i] - '0';
    }
    return number;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private ReadValue() {}
}
