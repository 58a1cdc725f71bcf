package io.tributary.salesforce.contacts;

import io.tributary.salesforce.mapping.ColumnType;
import java.time.YearMonth;

/**
 * Whether a value has the form of its type: PostgreSQL would refuse the whole page for one that has not. By hand, since a large
 * organisation has millions of dates.
 */
final class ReadValue {

  private static final int DATE = 10;
  private static final int TO_SECONDS = 19;
  private static final int LONGEST_NUMBER = 300;

  static boolean holds(String value, ColumnType type) {
    return switch (type) {
      case TEXT, ID -> true;
      case BOOLEAN -> value.equals("true") || value.equals("false");
      case NUMBER -> isNumber(value);
      case DATE -> value.length() == DATE && startsWithDate(value);
      case TIMESTAMP -> value.length() > TO_SECONDS && startsWithDate(value) && endsWithTime(value);
    };
  }

  private static boolean startsWithDate(String value) {
    int year = number(value, 0, 4);
    int month = number(value, 5, 2);
    int day = number(value, 8, 2);
    return value.charAt(4) == '-' && value.charAt(7) == '-' && year > 0
        && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
  }

  private static boolean endsWithTime(String value) {
    return value.charAt(DATE) == 'T' && value.charAt(13) == ':' && value.charAt(16) == ':'
        && within(number(value, 11, 2), 23) && within(number(value, 14, 2), 59) && within(number(value, 17, 2), 59)
        && isZone(value, fractionEnd(value));
  }

  private static int fractionEnd(String value) {
    int at = TO_SECONDS;
    if (value.charAt(at) == '.') {
      for (at++; at < value.length() && isDigit(value.charAt(at)); at++) {}
    }
    return at;
  }

  /** {@code Z}, {@code +0000} or {@code +00:00}. */
  private static boolean isZone(String value, int at) {
    int left = value.length() - at;
    if (left == 1) {
      return value.charAt(at) == 'Z';
    }
    return (left == 5 || left == 6 && value.charAt(at + 3) == ':') && (value.charAt(at) == '+' || value.charAt(at) == '-')
        && within(number(value, at + 1, 2), 15) && within(number(value, value.length() - 2, 2), 59);
  }

  private static boolean isNumber(String value) {
    if (value.length() > LONGEST_NUMBER) {
      return false;
    }
    try {
      return Double.isFinite(Double.parseDouble(value)) && isDigit(value.charAt(value.length() - 1)) && value.indexOf('x') < 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static boolean within(int number, int most) {
    return number >= 0 && number <= most;
  }

  /** -1 if it is none. */
  private static int number(String value, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (!isDigit(value.charAt(i))) {
        return -1;
      }
      number = 10 * number + value.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private ReadValue() {}
}
