package io.tributary.participants.intake;

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
      on conflict (tenant, message_id) do update set participant_ids = excluded.participant_ids, size = excluded.size,
        attachments = excluded.attachments, deleted = excluded.deleted, version = message_facts.version + 1
      where (message_facts.participant_ids, message_facts.size, message_facts.attachments, message_facts.deleted)
        is distinct from (excluded.participant_ids, excluded.size, excluded.attachments, excluded.deleted)""";

  private final DSLContext db;

  WriteFacts(DSLContext db) {
    this.db = db;
  }

  /** @param messages new ones, those that say something else now, and those in which others take part */
  void write(Collection<MessageId> messages) {
    if (!messages.isEmpty()) {
      db.execute(WRITE, Columns.of(new TreeSet<>(messages)).text(MessageId::tenant).number(MessageId::id).bindings());
    }
  }
}
