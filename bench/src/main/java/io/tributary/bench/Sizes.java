package io.tributary.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often floor and ours take turns; figures are medians over the rounds
 * @param scale 1 for the usual size; less for a quick look whose figures mean little
 */
public record Sizes(int rounds, double scale) {

  public Sizes {
    if (rounds < 1 || scale <= 0 || scale > 10) {
      throw new IllegalArgumentException("--rounds must be 1 or more and --scale above 0 and at most 10.");
    }
  }

  /** @param usual the number at scale 1 */
  public int of(int usual) {
    return Math.max(1, (int) Math.round(usual * scale));
  }

  public Duration of(Duration usual) {
    return Duration.ofMillis(Math.max(1, Math.round(usual.toMillis() * scale)));
  }
}
