package io.tributary.participants.links;

import java.util.Comparator;

/** A stored message; its order is the order of writing. */
public record MessageId(String tenant, long id) implements Comparable<MessageId> {

  private static final Comparator<MessageId> ORDER = Comparator.comparing(MessageId::tenant).thenComparing(MessageId::id);

  @Override
  public int compareTo(MessageId other) {
    return ORDER.compare(this, other);
  }
}
