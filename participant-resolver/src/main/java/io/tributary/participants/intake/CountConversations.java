package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts new messages in their conversations, once; and counts anew what a batch may have changed of these besides: who takes part, and what is
 * unread. Both are few, by index. One update, since each writes the conversation's row once more.
 */
final class CountConversations {

  private static final String COUNT = """
      update conversations c set
        message_count = c.message_count + now.messages,
        bulk_count = c.bulk_count + now.bulk,
        subject = case when now.messages > 0 and (c.first_message_at is null or now.first_at < c.first_message_at) then now.subject else c.subject end,
        first_message_at = least(c.first_message_at, now.first_at),
        last_message_at = greatest(c.last_message_at, now.last_at),
        group_chat = c.group_chat or now.group_chat, participant_count = now.people, unread_count = now.unread
      from (
        select x.*,
          (select count(*) from conversation_participants p where p.tenant = x.tenant and p.conversation_id = x.id) as people,
          (select count(*) from messages m where m.tenant = x.tenant and m.conversation_id = x.id and m.unread and m.direction = 'INBOUND') as unread
        from unnest(?::text[], ?::bigint[], ?::boolean[], ?::bigint[], ?::bigint[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[])
          as x (tenant, id, group_chat, messages, bulk, first_at, last_at, subject)) now
      where c.tenant = now.tenant and c.id = now.id
        and (now.messages > 0 or now.bulk > 0 or c.participant_count <> now.people or c.unread_count <> now.unread or now.group_chat and not c.group_chat)""";

  /** Before they are counted: who waits for the row while he counts has looked before he waited, and misses what the other one wrote. */
  private static final String LOCK = """
      select from conversations c join unnest(?::text[], ?::bigint[]) as x (tenant, id) using (tenant, id)
      order by c.tenant, c.id for no key update of c""";

  /** @param messages new ones @param bulk messages to many, new ones or newly known as such @param first and the others: of new ones */
  private record Counted(
      String tenant, long id, boolean group, long messages, long bulk, @Nullable Instant first, @Nullable Instant last, @Nullable String subject) {

    private static Counted known(Observed message, long conversation, boolean toMany) {
      return new Counted(message.tenant(), conversation, message.group(), 0, toMany ? 1 : 0, null, null, null);
    }

    private static Counted fresh(Observed message, long conversation) {
      return new Counted(message.tenant(), conversation, message.group(), 1, BulkRank.isToMany(message.bulk()) ? 1 : 0, message.sentAt(), message.sentAt(),
          message.content().subject());
    }

    private Counted and(Counted other) {
      boolean earlier = first == null || other.first != null && !first.isBefore(other.first);
      return new Counted(tenant, id, group || other.group, messages + other.messages, bulk + other.bulk, earlier ? other.first : first,
          last == null || other.last != null && !last.isAfter(other.last) ? other.last : last, earlier ? other.subject : subject);
    }
  }

  private final DSLContext db;

  CountConversations(DSLContext db) {
    this.db = db;
  }

  /** @param observed messages, and departures, of which none is new */
  void count(List<Observed> observed, StoredMessages messages, Map<Key, Long> conversations) {
    var counted = new TreeMap<Long, Counted>();
    for (var one : observed) {
      long conversation = Objects.requireNonNull(conversations.get(one.key()));
      counted.merge(conversation, messages.isFresh(one) ? Counted.fresh(one, conversation) : Counted.known(one, conversation, messages.isFoundToBeToMany(one)), Counted::and);
    }
    db.execute(LOCK, Columns.of(counted.values()).text(Counted::tenant).number(Counted::id).bindings());
    db.execute(COUNT, Columns.of(counted.values())
        .text(Counted::tenant).number(Counted::id).bool(Counted::group).number(Counted::messages).number(Counted::bulk).time(Counted::first)
        .time(Counted::last).text(Counted::subject).bindings());
  }
}
