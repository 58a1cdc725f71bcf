package io.tributary.simulators.salesforce.org;

/** National Provider Identifiers: ten digits, the last of which checks the others after a prefix of 80840. Two of a hundred are mistyped. */
final class Npi {

  private static final int PREFIX_SUM = 24;
  private static final int MISTYPED_OF_HUNDRED = 2;

  static String of(long bits) {
    var nine = 100_000_000 + Chance.below(100_000_000, bits);
    var check = checkDigit(nine);
    var mistyped = Chance.below(100, bits >>> 40) < MISTYPED_OF_HUNDRED;
    return Long.toString(nine) + (mistyped ? (check + 1) % 10 : check);
  }

  private static int checkDigit(long nine) {
    int sum = PREFIX_SUM;
    var rest = nine;
    for (int place = 0; place < 9; place++) {
      var digit = (int) (rest % 10) * (place % 2 == 0 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
      rest /= 10;
    }
    return (10 - sum % 10) % 10;
  }

  private Npi() {}
}
