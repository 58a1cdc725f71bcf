package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Counts anew what a batch may have changed of its conversations: who takes part, and what is unread. Both are few, by index. */
final class CountConversations {

  private static final String COUNT = """
      update conversations c set group_chat = c.group_chat or now.group_chat, participant_count = now.people, unread_count = now.unread
      from (
        select x.tenant, x.id, x.group_chat,
          (select count(*) from conversation_participants p where p.tenant = x.tenant and p.conversation_id = x.id) as people,
          (select count(*) from messages m where m.tenant = x.tenant and m.conversation_id = x.id and m.unread and m.direction = 'INBOUND') as unread
        from unnest(?::text[], ?::bigint[], ?::boolean[]) as x (tenant, id, group_chat)) now
      where c.tenant = now.tenant and c.id = now.id
        and (c.participant_count <> now.people or c.unread_count <> now.unread or now.group_chat and not c.group_chat)""";

  private record Touched(String tenant, long id, boolean group) {

    private Touched and(Touched other) {
      return new Touched(tenant, id, group || other.group);
    }
  }

  private final DSLContext db;

  CountConversations(DSLContext db) {
    this.db = db;
  }

  void count(List<Observed> observed, Map<Key, Long> conversations) {
    var touched = new TreeMap<Long, Touched>();
    for (var one : observed) {
      long conversation = Objects.requireNonNull(conversations.get(one.key()));
      touched.merge(conversation, new Touched(one.tenant(), conversation, one.group()), Touched::and);
    }
    db.execute(COUNT, Columns.of(touched.values()).text(Touched::tenant).number(Touched::id).bool(Touched::group).bindings());
  }
}
