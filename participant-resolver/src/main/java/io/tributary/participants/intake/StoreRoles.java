package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Stores who takes part in which message, and as what; and counts each participant's messages in its conversations. */
final class StoreRoles {

  /** Somebody may be sender and addressee of one message: two rows, counted once. */
  private static final String WRITE = """
      with given as (
        select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[]) as x (tenant, message_id, participant_id, role, provider_id)),
      fresh as (
        insert into message_participants (tenant, message_id, participant_id, role)
        select tenant, message_id, participant_id, role from given
        on conflict do nothing
        returning tenant, message_id, participant_id),
      takes_part as (
        select f.tenant, f.message_id, f.participant_id, min(g.provider_id) as provider_id
        from fresh f join given g using (tenant, message_id, participant_id)
        where not exists (
          select from message_participants known
          where known.tenant = f.tenant and known.message_id = f.message_id and known.participant_id = f.participant_id)
        group by f.tenant, f.message_id, f.participant_id),
      counted as (
        insert into conversation_participants (tenant, conversation_id, participant_id, message_count, provider_participant_id, first_message_at, last_message_at)
        select t.tenant, m.conversation_id, t.participant_id, count(*), min(t.provider_id), min(m.sent_at), max(m.sent_at)
        from takes_part t join messages m on m.tenant = t.tenant and m.id = t.message_id
        group by 1, 2, 3 order by 1, 2, 3
        on conflict (tenant, conversation_id, participant_id)
        do update set message_count = conversation_participants.message_count + excluded.message_count,
          provider_participant_id = least(conversation_participants.provider_participant_id, excluded.provider_participant_id),
          first_message_at = least(conversation_participants.first_message_at, excluded.first_message_at),
          last_message_at = greatest(conversation_participants.last_message_at, excluded.last_message_at))
      select distinct tenant, message_id from fresh""";

  private record TakesPart(String tenant, long message, long participant, String role, String providerId) {

    private TakesPart orFirst(TakesPart other) {
      return other.providerId.compareTo(providerId) < 0 ? other : this;
    }
  }

  private static final Comparator<TakesPart> ORDER = Comparator.comparing(TakesPart::tenant)
      .thenComparing(TakesPart::message).thenComparing(TakesPart::participant).thenComparing(TakesPart::role);

  private final DSLContext db;

  StoreRoles(DSLContext db) {
    this.db = db;
  }

  /** @return messages in which somebody takes part, or as something, that was not known */
  Set<MessageId> store(List<Observed> observed, StoredMessages messages, StoredParticipants participants) {
    var roles = new TreeMap<TakesPart, TakesPart>(ORDER);
    observed.forEach(message -> message.people().forEach(person -> {
      var part = new TakesPart(
          message.tenant(), messages.of(message), participants.of(message, person), person.role(), person.aliases().getFirst().value());
      roles.merge(part, part, TakesPart::orFirst);
    }));
    return db.fetch(WRITE, Columns.of(roles.values())
            .text(TakesPart::tenant).number(TakesPart::message).number(TakesPart::participant).text(TakesPart::role).text(TakesPart::providerId).bindings())
        .stream()
        .map(row -> new MessageId(row.get(0, String.class), row.get(1, Long.class)))
        .collect(Collectors.toSet());
  }
}
