package io.tributary.participants.links;

import java.util.Comparator;

/** A participant within its tenant; its order is the order of writing. */
public record ParticipantKey(String tenant, long id) implements Comparable<ParticipantKey> {

  private static final Comparator<ParticipantKey> ORDER =
      Comparator.comparing(ParticipantKey::tenant).thenComparing(ParticipantKey::id);

  @Override
  public int compareTo(ParticipantKey other) {
    return ORDER.compare(this, other);
  }
}
