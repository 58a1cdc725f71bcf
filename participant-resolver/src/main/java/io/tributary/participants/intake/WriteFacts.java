package io.tributary.participants.intake;

import io.tributary.participants.links.MessageId;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** Writes what analysts may know of messages; a fact that says what stands already is not published again. */
final class WriteFacts {

  private static final String WRITE = """
      insert into message_facts (tenant, message_id, conversation_id, channel, kind, direction, sent_at, participant_ids, bulk, size, attachments, deleted)
      select m.tenant, m.id, m.conversation_id, m.channel, m.kind, m.direction, m.sent_at,
        coalesce((
          select array_agg(participant_id order by sends desc, participant_id)
          from (
            select p.participant_id, bool_or(p.role in ('FROM', 'HOST')) as sends
            from message_participants p where p.tenant = m.tenant and p.message_id = m.id group by p.participant_id) who), '{}'),
        m.bulk, m.size, m.attachments, m.deleted_at is not null
      from messages m join unnest(?::text[], ?::bigint[]) as x (tenant, id) using (tenant, id)
      order by m.tenant, m.id
      on conflict (tenant, message_id) do update set participant_ids = excluded.participant_ids, bulk = excluded.bulk, size = excluded.size,
        attachments = excluded.attachments, deleted = excluded.deleted, version = message_facts.version + 1
      where (message_facts.participant_ids, message_facts.bulk, message_facts.size, message_facts.attachments, message_facts.deleted)
        is distinct from (excluded.participant_ids, excluded.bulk, excluded.size, excluded.attachments, excluded.deleted)""";

  /** Before they are read: who waits for a fact while he writes it has read his message before he waited. */
  private static final String LOCK = """
      select from messages m join unnest(?::text[], ?::bigint[]) as x (tenant, id) using (tenant, id)
      order by m.tenant, m.id for no key update of m""";

  private final DSLContext db;

  WriteFacts(DSLContext db) {
    this.db = db;
  }

  /** @param fresh messages that nobody else knows yet */
  void ofNew(Collection<MessageId> fresh) {
    if (!fresh.isEmpty()) {
      db.execute(WRITE, columns(fresh));
    }
  }

  /** @param known messages that say something else now, or in which others take part */
  void ofKnown(Collection<MessageId> known) {
    if (!known.isEmpty()) {
      db.execute(LOCK, columns(known));
      db.execute(WRITE, columns(known));
    }
  }

  private static Object[] columns(Collection<MessageId> messages) {
    return Columns.of(new TreeSet<>(messages)).text(MessageId::tenant).number(MessageId::id).bindings();
  }
}
