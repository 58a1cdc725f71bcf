package io.tributary.channels;

import java.util.Comparator;

/** A record of a tenant. The order is that in which rows are locked, everywhere. */
public record RecordKey(String tenant, long record) implements Comparable<RecordKey> {

  private static final Comparator<RecordKey> ORDER = Comparator.comparing(RecordKey::tenant).thenComparingLong(RecordKey::record);

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }
}
