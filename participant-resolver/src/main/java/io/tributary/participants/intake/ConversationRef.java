package io.tributary.participants.intake;

import java.util.Comparator;

/** What messages of one conversation share, in the order in which refs are made and locked. */
record ConversationRef(String tenant, String ref) implements Comparable<ConversationRef> {

  private static final Comparator<ConversationRef> ORDER = Comparator.comparing(ConversationRef::tenant).thenComparing(ConversationRef::ref);

  @Override
  public int compareTo(ConversationRef other) {
    return ORDER.compare(this, other);
  }
}
