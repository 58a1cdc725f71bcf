package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The messages of a batch. @param fresh those that were not known before @param changed those that were, and say something else now */
record StoredMessages(Map<Key, Long> ids, Set<Key> fresh, Set<Key> changed) {

  long of(Observed message) {
    return Objects.requireNonNull(ids.get(message.key()));
  }

  boolean isFresh(Observed message) {
    return fresh.contains(message.key());
  }

  boolean isNews(Observed message) {
    return isFresh(message) || changed.contains(message.key());
  }
}
