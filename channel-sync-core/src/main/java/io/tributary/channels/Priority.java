package io.tributary.channels;

/** Whose work is done first. The order of the constants is the order of the work. */
public enum Priority {
  MANUAL,
  CHANGE,
  GAP_REPAIR,
  SCHEDULED;

  /** As it stands in the database: lower is sooner. */
  public short rank() {
    return (short) ordinal();
  }
}
