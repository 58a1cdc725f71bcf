package io.tributary.participants.intake;

import io.tributary.participants.links.ParticipantKey;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The participants of a batch.
 *
 * @param byAlias whose each alias is
 * @param changed those that got an identity they did not have, so that their link must be decided again
 */
record StoredParticipants(Map<Alias, Long> byAlias, Set<ParticipantKey> changed) {

  /** A value that the provider gives for somebody on one channel. */
  record Alias(String tenant, String channel, String kind, String value) implements Comparable<Alias> {

    @Override
    public int compareTo(Alias other) {
      int byTenant = tenant.compareTo(other.tenant);
      int byChannel = byTenant != 0 ? byTenant : channel.compareTo(other.channel);
      int byKind = byChannel != 0 ? byChannel : kind.compareTo(other.kind);
      return byKind != 0 ? byKind : value.compareTo(other.value);
    }
  }

  long of(Observed message, Observed.Person person) {
    var first = person.aliases().getFirst();
    return Objects.requireNonNull(byAlias.get(new Alias(message.tenant(), message.key().channel(), first.kind(), first.value())));
  }
}
