package io.tributary.channels;

import java.time.Duration;

/**
 * Whose work is done first. Each goes as if it had been due by its head start earlier: so a person's wish goes before all that has waited
 * for less than a day, and still nothing waits for ever, however much comes after it.
 */
public enum Priority {
  MANUAL(Duration.ofDays(1)),
  CHANGE(Duration.ZERO),
  GAP_REPAIR(Duration.ofMinutes(-10)),
  SCHEDULED(Duration.ofHours(-1));

  private final Duration headStart;

  Priority(Duration headStart) {
    this.headStart = headStart;
  }

  /** Negative where others go first that became due so much later. */
  public Duration headStart() {
    return headStart;
  }

  /** As it stands in the database: lower is sooner. */
  public short rank() {
    return (short) ordinal();
  }

  /** @throws ArrayIndexOutOfBoundsException if there is no such rank */
  public static Priority ofRank(int rank) {
    return values()[rank];
  }
}
