package io.tributary.simulators.salesforce.org;

/** Free texts. One of eight is of a kind that readers have stumbled over. */
final class AwkwardTexts {

  static String of(long contact, long bits, String sentence) {
    return switch ((int) Chance.below(64, bits >>> 16)) {
      case 0 -> "before\0after: a NUL byte of contact " + contact;
      case 1 -> "two lines\nof contact " + contact;
      case 2 -> "three\r\nlines\r\n\"quoted\", with commas,\nof contact " + contact;
      case 3 -> "null";
      case 4 -> "NA";
      case 5 -> "N/A";
      case 6 -> " blanks around ";
      case 7 -> "Żółć, 東京, 🩺, e\u0301: contact " + contact;
      default -> sentence;
    };
  }

  private AwkwardTexts() {}
}
