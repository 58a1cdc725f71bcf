package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Counts new messages for those who take part in them, once for each of their conversations. */
final class CountMembers {

  /** Adds to what is counted. */
  static final String ON_CONFLICT = """
      on conflict (tenant, conversation_id, participant_id)
        do update set message_count = conversation_participants.message_count + excluded.message_count,
          provider_participant_id = least(conversation_participants.provider_participant_id, excluded.provider_participant_id),
          first_message_at = least(conversation_participants.first_message_at, excluded.first_message_at),
          last_message_at = greatest(conversation_participants.last_message_at, excluded.last_message_at)""";

  private static final String COUNT = """
      insert into conversation_participants (tenant, conversation_id, participant_id, message_count, provider_participant_id, first_message_at, last_message_at)
      select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
      """ + ON_CONFLICT;

  private record Member(String tenant, long conversation, long participant) implements Comparable<Member> {

    private static final Comparator<Member> ORDER =
        Comparator.comparing(Member::tenant).thenComparing(Member::conversation).thenComparing(Member::participant);

    @Override
    public int compareTo(Member other) {
      return ORDER.compare(this, other);
    }
  }

  private record Counted(Member member, long messages, String providerId, Instant first, Instant last) {

    private Counted and(Counted other) {
      return new Counted(member, messages + other.messages, firstOf(providerId, other.providerId), first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  private final DSLContext db;

  CountMembers(DSLContext db) {
    this.db = db;
  }

  void count(List<Observed> fresh, Map<Key, Long> conversations, StoredParticipants participants) {
    var counted = new TreeMap<Member, Counted>();
    for (var message : fresh) {
      long conversation = Objects.requireNonNull(conversations.get(message.key()));
      providerIds(message, participants).forEach((participant, providerId) -> {
        var member = new Member(message.tenant(), conversation, participant);
        counted.merge(member, new Counted(member, 1, providerId, message.sentAt(), message.sentAt()), Counted::and);
      });
    }
    db.execute(COUNT, Columns.of(counted.values())
        .text(one -> one.member().tenant()).number(one -> one.member().conversation()).number(one -> one.member().participant())
        .number(Counted::messages).text(Counted::providerId).time(Counted::first).time(Counted::last).bindings());
  }

  /** By participant: somebody may be sender and addressee of one message. */
  private static Map<Long, String> providerIds(Observed message, StoredParticipants participants) {
    return message.people().stream().collect(Collectors.toMap(
        person -> participants.of(message, person), person -> person.aliases().getFirst().value(), CountMembers::firstOf));
  }

  private static String firstOf(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
