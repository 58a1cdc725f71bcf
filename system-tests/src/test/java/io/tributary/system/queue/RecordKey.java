package io.tributary.system.queue;

import java.util.Comparator;

/** A record of a tenant, and so a key of the queue. */
record RecordKey(String tenant, long id) implements Comparable<RecordKey> {

  private static final Comparator<RecordKey> ORDER = Comparator.comparing(RecordKey::tenant).thenComparing(RecordKey::id);

  String text() {
    return tenant + "|" + id;
  }

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }
}
