package io.tributary.participants.intake;

/** What messages of one conversation share, in the order in which refs are made and locked. */
record ConversationRef(String tenant, String ref) implements Comparable<ConversationRef> {

  @Override
  public int compareTo(ConversationRef other) {
    int byTenant = tenant.compareTo(other.tenant);
    return byTenant != 0 ? byTenant : ref.compareTo(other.ref);
  }
}
