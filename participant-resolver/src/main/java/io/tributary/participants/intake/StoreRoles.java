package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.links.MessageId;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Stores who takes part in which message, and as what; and counts each participant's messages in its conversations. */
final class StoreRoles {

  /** Of new messages nobody else knows yet. */
  private static final String WRITE = """
      insert into message_participants (tenant, message_id, participant_id, role)
      select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[])""";

  /** Somebody may be sender and addressee of one message: two rows, counted once. */
  private static final String WRITE_OF_KNOWN = """
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
        %s)
      select distinct tenant, message_id from fresh""".formatted(CountMembers.ON_CONFLICT);

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

  /** @return messages that were known, in which somebody takes part, or as something, that was not */
  Set<MessageId> store(List<Observed> observed, StoredMessages messages, Map<Key, Long> conversations, StoredParticipants participants) {
    var fresh = observed.stream().filter(messages::isFresh).toList();
    var roles = roles(fresh, messages, participants);
    if (!roles.isEmpty()) {
      db.execute(WRITE, Columns.of(roles)
          .text(TakesPart::tenant).number(TakesPart::message).number(TakesPart::participant).text(TakesPart::role).bindings());
      new CountMembers(db).count(fresh, conversations, participants);
    }
    return ofKnown(roles(observed.stream().filter(message -> !messages.isFresh(message)).toList(), messages, participants));
  }

  private Set<MessageId> ofKnown(Collection<TakesPart> roles) {
    return roles.isEmpty()
        ? Set.of()
        : db.fetch(WRITE_OF_KNOWN, Columns.of(roles)
                .text(TakesPart::tenant).number(TakesPart::message).number(TakesPart::participant).text(TakesPart::role).text(TakesPart::providerId)
                .bindings())
            .stream()
            .map(row -> new MessageId(row.get(0, String.class), row.get(1, Long.class)))
            .collect(Collectors.toSet());
  }

  private static Collection<TakesPart> roles(List<Observed> observed, StoredMessages messages, StoredParticipants participants) {
    var roles = new TreeMap<TakesPart, TakesPart>(ORDER);
    observed.forEach(message -> message.people().forEach(person -> {
      var part = new TakesPart(
          message.tenant(), messages.of(message), participants.of(message, person), person.role(), person.aliases().getFirst().value());
      roles.merge(part, part, TakesPart::orFirst);
    }));
    return roles.values();
  }
}
