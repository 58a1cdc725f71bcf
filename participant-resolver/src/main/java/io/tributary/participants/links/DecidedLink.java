package io.tributary.participants.links;

import io.tributary.participants.resolve.Resolution.Ambiguous;
import io.tributary.participants.resolve.Resolution.Candidate;
import io.tributary.participants.resolve.Resolution.Linked;
import io.tributary.participants.resolve.Resolution.Unlinked;
import io.tributary.participants.resolve.Resolution.Whose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision in the columns of {@code participant_links}. */
record DecidedLink(
    ParticipantKey key,
    String status,
    @Nullable Long recordId,
    @Nullable Long secondaryRecordId,
    @Nullable String method,
    @Nullable Double confidence,
    List<Candidate> candidates,
    String reason,
    @Nullable String linkedBy) {

  static DecidedLink of(ParticipantKey key, Whose whose) {
    Long company = whose.company().isPresent() ? (Long) whose.company().getAsLong() : null;
    return switch (whose.resolution()) {
      case Linked(var record, var method, var confidence, var by, var reason, _) -> new DecidedLink(
          key, "LINKED", record, company, method, confidence, List.of(), reason, by.isEmpty() ? null : by);
      case Ambiguous(var candidates, var reason) -> new DecidedLink(key, "AMBIGUOUS", null, company, null, null, candidates, reason, null);
      case Unlinked(var reason) -> new DecidedLink(key, "UNLINKED", null, company, null, null, List.of(), reason, null);
    };
  }
}
