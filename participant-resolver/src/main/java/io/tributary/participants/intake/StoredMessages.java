package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.links.MessageId;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The messages of a batch.
 *
 * @param fresh those that were not known before
 * @param changed those that were, and of which something else is known now
 * @param toMany those of them that turned out to be written to many
 */
record StoredMessages(Map<Key, Long> ids, Set<Key> fresh, Set<Key> changed, Set<Key> toMany) {

  long of(Observed message) {
    return Objects.requireNonNull(ids.get(message.key()));
  }

  boolean isFresh(Observed message) {
    return fresh.contains(message.key());
  }

  boolean isFoundToBeToMany(Observed message) {
    return toMany.contains(message.key());
  }

  Set<MessageId> fresh(Collection<Observed> said) {
    return among(said, fresh);
  }

  Set<MessageId> changed(Collection<Observed> said) {
    return among(said, changed);
  }

  private Set<MessageId> among(Collection<Observed> said, Set<Key> keys) {
    return said.stream().filter(message -> keys.contains(message.key())).map(message -> new MessageId(message.tenant(), of(message)))
        .collect(Collectors.toSet());
  }
}
