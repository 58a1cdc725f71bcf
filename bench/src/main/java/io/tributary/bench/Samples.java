package io.tributary.bench;

import java.util.Arrays;
import java.util.Collection;

/** Measured values, sorted. */
public final class Samples {

  private final double[] sorted;

  public Samples(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured.");
    }
    sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /** The mean of the two in the middle where their number is even. */
  public static double median(Collection<Double> values) {
    var sorted = new Samples(values).sorted;
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The smallest value that at least this share of all do not exceed (nearest rank).
   *
   * @param share above 0, at most 1
   */
  public double quantile(double share) {
    return sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }

  public int count() {
    return sorted.length;
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
