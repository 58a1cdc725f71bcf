package io.tributary.participants.intake;

import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/** Writes the rows of participants: of new ones at once, since others refer to them, of known ones last, since a tenant's own side is in every batch. */
final class WriteParticipants {

  /** Locks all of them, in order. Answers for those it changes, and always for one that is gone. */
  private static final String WRITE = """
      insert into participants (tenant, id, channel, display_name, handle, first_seen_at, last_seen_at)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
      on conflict (tenant, id) do update set
        display_name = coalesce(participants.display_name, excluded.display_name),
        first_seen_at = least(participants.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(participants.last_seen_at, excluded.last_seen_at)
      where participants.first_seen_at > excluded.first_seen_at or participants.last_seen_at < excluded.last_seen_at
        or participants.display_name is null and excluded.display_name is not null
        or participants.merged_into is not null or participants.erased_at is not null
      returning merged_into is not null or erased_at is not null""";

  /** What a batch says of one participant. */
  private record Seen(String channel, @Nullable String displayName, String handle, Instant first, Instant last) {

    private Seen and(Seen other) {
      return new Seen(channel, displayName == null ? other.displayName : displayName, handle,
          first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
    }
  }

  private final DSLContext db;

  WriteParticipants(DSLContext db) {
    this.db = db;
  }

  void fresh(List<Observed> observed, StoredParticipants participants) {
    write(seen(observed, participants, participants.fresh()::contains));
  }

  /**
   * When they were first and last seen, and by which name. Called when all that refers to them is written: from then on whoever joins one of them to
   * another, or lets it go, waits.
   *
   * @throws CannotAcquireLockException if one of them was joined to another, or let go, since it was looked for: what was written would be lost with it
   */
  void known(List<Observed> observed, StoredParticipants participants) {
    if (write(seen(observed, participants, id -> !participants.fresh().contains(id)))) {
      throw new CannotAcquireLockException("A participant was joined to another one, or let go, while what they take part in was stored. Try again.");
    }
  }

  private static Map<ParticipantKey, Seen> seen(List<Observed> observed, StoredParticipants participants, LongPredicate which) {
    var seen = new TreeMap<ParticipantKey, Seen>();
    for (var message : observed) {
      for (var person : message.people()) {
        long id = participants.of(message, person);
        if (which.test(id)) {
          seen.merge(new ParticipantKey(message.tenant(), id),
              new Seen(message.key().channel(), person.displayName(), person.handle(), message.sentAt(), message.sentAt()), Seen::and);
        }
      }
    }
    return seen;
  }

  /** @return whether one of them is gone */
  private boolean write(Map<ParticipantKey, Seen> seen) {
    return !seen.isEmpty() && db.fetch(WRITE, Columns.of(seen.entrySet())
            .text(one -> one.getKey().tenant()).number(one -> one.getKey().id()).text(one -> one.getValue().channel())
            .text(one -> one.getValue().displayName()).text(one -> one.getValue().handle()).time(one -> one.getValue().first())
            .time(one -> one.getValue().last()).bindings())
        .stream().anyMatch(row -> row.get(0, Boolean.class));
  }
}
