package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.intake.Observed.Person;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Stores who left which chat, and when: the last time counts, in whatever order they come. */
final class StoreDepartures {

  private static final String WRITE = """
      insert into conversation_participants as p (tenant, conversation_id, participant_id, left_at)
      select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[]::timestamptz[])
      on conflict (tenant, conversation_id, participant_id) do update set left_at = greatest(p.left_at, excluded.left_at)
      where p.left_at is null or p.left_at < excluded.left_at""";

  private record Gone(String tenant, long conversation, long participant) {}

  private static final Comparator<Gone> ORDER =
      Comparator.comparing(Gone::tenant).thenComparing(Gone::conversation).thenComparing(Gone::participant);

  private final DSLContext db;

  StoreDepartures(DSLContext db) {
    this.db = db;
  }

  void store(List<Observed> observed, Map<Key, Long> conversations, StoredParticipants participants) {
    var left = new TreeMap<Gone, Instant>(ORDER);
    observed.stream().filter(Observed::departure).forEach(departure -> departure.people().stream().filter(Person::sends).forEach(person ->
        left.merge(
            new Gone(departure.tenant(), Objects.requireNonNull(conversations.get(departure.key())), participants.of(departure, person)),
            departure.sentAt(), (one, other) -> one.isAfter(other) ? one : other)));
    if (!left.isEmpty()) {
      db.execute(WRITE, Columns.of(left.keySet())
          .text(Gone::tenant).number(Gone::conversation).number(Gone::participant).time(left::get).bindings());
    }
  }
}
