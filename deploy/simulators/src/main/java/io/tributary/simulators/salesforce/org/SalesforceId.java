package io.tributary.simulators.salesforce.org;

import java.util.Arrays;

/**
 * Ids of 18 characters: three that name the object, three of the organisation, nine that count to the base 62, and three that make up for
 * readers that ignore case. Small letters come before capitals: whoever sorts ids as texts gets another order than the server's.
 */
public final class SalesforceId {

  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final String ORGANISATION = "Hs0";
  private static final int SHORT = 15;
  private static final int LONG = 18;
  private static final int COUNT_FROM = 6;
  private static final byte[] VALUES = values();

  /**
   * @param prefix three characters, as {@code 003}
   */
  public static String of(String prefix, long number) {
    var id = new char[LONG];
    prefix.getChars(0, 3, id, 0);
    ORGANISATION.getChars(0, 3, id, 3);
    var rest = number;
    for (int i = SHORT - 1; i >= COUNT_FROM; i--) {
      id[i] = DIGITS.charAt((int) (rest % 62));
      rest /= 62;
    }
    for (int group = 0; group < 3; group++) {
      id[SHORT + group] = check(id, group * 5);
    }
    return new String(id);
  }

  /** The number of an id of that prefix in either length; -1 if it is none. */
  public static long number(String prefix, String id) {
    if ((id.length() != SHORT && id.length() != LONG) || !id.startsWith(prefix) || !id.startsWith(ORGANISATION, 3)) {
      return -1;
    }
    long number = 0;
    for (int i = COUNT_FROM; i < SHORT; i++) {
      var value = id.charAt(i) < VALUES.length ? VALUES[id.charAt(i)] : -1;
      if (value < 0) {
        return -1;
      }
      number = number * 62 + value;
    }
    return number;
  }

  /** Whether it has the form of an id, of whatever object. */
  public static boolean isId(String text) {
    return text.matches("[A-Za-z0-9]{15}([A-Z0-5]{3})?");
  }

  /** In the server's order. */
  public static int compare(String left, String right) {
    for (int i = 0; i < Math.min(SHORT, Math.min(left.length(), right.length())); i++) {
      var difference = value(left.charAt(i)) - value(right.charAt(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Math.min(SHORT, left.length()) - Math.min(SHORT, right.length());
  }

  /** Without the three characters at the end that say nothing new. */
  public static String shortened(String id) {
    return id.length() == LONG ? id.substring(0, SHORT) : id;
  }

  private static int value(char digit) {
    return digit < VALUES.length ? VALUES[digit] : -1;
  }

  private static char check(char[] id, int from) {
    int bits = 0;
    for (int i = 0; i < 5; i++) {
      if (id[from + i] >= 'A' && id[from + i] <= 'Z') {
        bits |= 1 << i;
      }
    }
    return CHECKS.charAt(bits);
  }

  private static byte[] values() {
    var values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < DIGITS.length(); i++) {
      values[DIGITS.charAt(i)] = (byte) i;
    }
    return values;
  }

  private SalesforceId() {}
}
