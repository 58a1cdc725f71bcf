package io.tributary.participants.intake;

import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Identity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The participants of a batch.
 *
 * @param byAlias whose each alias is
 * @param fresh those that were not known before
 * @param changed those that got an identity they did not have, so that their link must be decided again
 */
record StoredParticipants(Map<Alias, Long> byAlias, Set<Long> fresh, Set<ParticipantKey> changed) {

  /** A value that the provider gives for somebody on one channel. */
  record Alias(String tenant, String channel, String kind, String value) implements Comparable<Alias> {

    /** Those of one person, the one it was addressed by first. */
    static List<Alias> of(Observed message, Observed.Person person) {
      return person.aliases().stream()
          .map(alias -> new Alias(message.tenant(), message.key().channel(), alias.kind(), alias.value()))
          .toList();
    }

    /** Under which it is locked, whatever the channel. */
    TenantIdentity identity() {
      return new TenantIdentity(tenant, new Identity(kind, value));
    }

    @Override
    public int compareTo(Alias other) {
      int byTenant = tenant.compareTo(other.tenant);
      int byChannel = byTenant != 0 ? byTenant : channel.compareTo(other.channel);
      int byKind = byChannel != 0 ? byChannel : kind.compareTo(other.kind);
      return byKind != 0 ? byKind : value.compareTo(other.value);
    }
  }

  StoredParticipants ofWhom(Set<ParticipantKey> changed) {
    return new StoredParticipants(byAlias, fresh, changed);
  }

  long of(Observed message, Observed.Person person) {
    var first = person.aliases().getFirst();
    return Objects.requireNonNull(byAlias.get(new Alias(message.tenant(), message.key().channel(), first.kind(), first.value())));
  }
}
