package io.tributary.simulators.salesforce.org;

/** Numbers that look random and are the same for the same seed, stream and position (SplitMix64). */
final class Chance {

  static long bits(long seed, long stream, long position) {
    var mixed = seed + stream * 0x9E3779B97F4A7C15L + position * 0xD1B54A32D192ED03L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** 0 (inclusive) to the bound (exclusive). */
  static long below(long bound, long bits) {
    // The upper half of a product instead of a remainder: a division takes longer than all else of a value.
    return Math.unsignedMultiplyHigh(bits * 0x9E3779B97F4A7C15L, bound);
  }

  /** 0 (inclusive) to 1 (exclusive). */
  static double fraction(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  private Chance() {}
}
