package io.tributary.participants.links;

/** A participant within its tenant; its order is the order of writing. */
public record ParticipantKey(String tenant, long id) implements Comparable<ParticipantKey> {

  @Override
  public int compareTo(ParticipantKey other) {
    int byTenant = tenant.compareTo(other.tenant);
    return byTenant != 0 ? byTenant : Long.compare(id, other.id);
  }
}
