package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Stores what was read: ours by the accounts' copies, what we sent by the others. Of a group nobody says who of them read it. */
final class StoreReading {

  private static final String OF_MESSAGES = """
      update messages m set unread = now.unread, seen = m.seen or now.seen
      from (
        select x.tenant, x.id, x.seen, coalesce(bool_or(not c.read), false) and not coalesce(bool_or(c.read), false) as unread
        from unnest(?::text[], ?::bigint[], ?::boolean[]) as x (tenant, id, seen)
        left join message_copies c on c.tenant = x.tenant and c.message_id = x.id
        group by x.tenant, x.id, x.seen) now
      where m.tenant = now.tenant and m.id = now.id and (m.unread <> now.unread or now.seen and not m.seen)""";

  private static final String OF_PARTICIPANTS = """
      update conversation_participants p set last_read_at = greatest(p.last_read_at, x.read_at)
      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[]::timestamptz[]) as x (tenant, conversation_id, participant_id, read_at)
      where p.tenant = x.tenant and p.conversation_id = x.conversation_id and p.participant_id = x.participant_id
        and (p.last_read_at is null or p.last_read_at < x.read_at)""";

  private record Reader(String tenant, long conversation, long participant) {}

  private static final Comparator<Reader> ORDER =
      Comparator.comparing(Reader::tenant).thenComparing(Reader::conversation).thenComparing(Reader::participant);

  private final DSLContext db;

  StoreReading(DSLContext db) {
    this.db = db;
  }

  void store(List<Observed> said, StoredMessages messages, Map<Key, Long> conversations, StoredParticipants participants) {
    var known = said.stream().filter(message -> !messages.isFresh(message)).toList();
    if (!known.isEmpty()) {
      db.execute(OF_MESSAGES, Columns.of(known).text(Observed::tenant).number(messages::of).bool(Observed::seen).bindings());
    }
    var read = new TreeMap<Reader, Instant>(ORDER);
    said.stream().filter(message -> message.seen() && !message.group()).forEach(message -> message.people().stream()
        .filter(person -> !person.sends() && !person.self())
        .forEach(person -> read.merge(
            new Reader(message.tenant(), Objects.requireNonNull(conversations.get(message.key())), participants.of(message, person)),
            message.sentAt(), (one, other) -> one.isAfter(other) ? one : other)));
    if (!read.isEmpty()) {
      db.execute(OF_PARTICIPANTS, Columns.of(read.keySet())
          .text(Reader::tenant).number(Reader::conversation).number(Reader::participant).time(read::get).bindings());
    }
  }
}
