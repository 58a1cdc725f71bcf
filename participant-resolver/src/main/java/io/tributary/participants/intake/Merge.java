package io.tributary.participants.intake;

import java.util.Comparator;

/** Something stored that turned out to be the same as an older one. @param into the older one, which survives */
record Merge(String tenant, long from, long into) implements Comparable<Merge> {

  private static final Comparator<Merge> ORDER = Comparator.comparing(Merge::tenant).thenComparing(Merge::from);

  @Override
  public int compareTo(Merge other) {
    return ORDER.compare(this, other);
  }
}
