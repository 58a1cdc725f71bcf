package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.MESSAGES;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;

import io.tributary.service.web.PageRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Somebody reads a conversation, or the one that it was merged into: its messages, newest first, and a mark that it was read. One range of the index on
 * (conversation, sent at, id), and each message's people and copies by key. It is one statement as it stands, whose JSON goes out as it comes: to put
 * it together anew for each request, and its rows into objects, took longer than PostgreSQL takes to answer.
 */
record SelectMessagesOfConversation(String tenant, long conversation, PageRequest page, @Nullable Position after)
    implements Function<DSLContext, List<MessageView>> {

  /** The mark is to the minute: reading must not cost a write each time. What may be read of a message is {@link Readable}'s rule. */
  private static final String SELECT = """
      with asked as (
        select coalesce(merged_into, id) as id from conversations where tenant = ? and id = ?),
      marked as (
        update conversations c set last_accessed_at = clock_timestamp()
        from asked
        where c.tenant = ? and c.id = asked.id and (c.last_accessed_at is null or c.last_accessed_at < clock_timestamp() - interval '1 minute'))
      select m.id, m.external_id, m.kind, m.sent_at, m.received_at, m.direction, held.read, m.seen,
        m.edited_as_of is not null, m.deleted_at is not null, people.sender,
        case when held.subject then m.subject end, case when held.text then m.text end, case when held.text then m.html end,
        m.text_truncated or m.html_truncated, m.size, m.attachments, m.bulk, people.participants, held.copies
      from messages m
      cross join lateral (
        select bool_or(k.read) as read,
          bool_or(coalesce(a.visibility, 'FULL') in ('FULL', 'SUBJECT')) as subject, bool_or(coalesce(a.visibility, 'FULL') = 'FULL') as text,
          coalesce(json_agg(json_build_object('account', k.account, 'folder', k.folder, 'read', k.read) order by k.account), '[]') as copies
        from message_copies k
        left join connections a on a.tenant = k.tenant and a.channel = m.channel and a.account = k.account
        where k.tenant = m.tenant and k.message_id = m.id) held
      cross join lateral (
        select coalesce(json_agg(person order by sends desc, id), '[]') as participants,
          (array_agg(person order by id) filter (where sends))[1] as sender
        from (
          select p.id, r.role in ('FROM', 'HOST') as sends, json_build_object('id', p.id, 'role', r.role,
            'display_name', p.display_name, 'handle', p.handle, 'record_id', l.record_id) as person
          from message_participants r
          join participants p on p.tenant = r.tenant and p.id = r.participant_id
          left join participant_links l on l.tenant = p.tenant and l.participant_id = p.id
          where r.tenant = m.tenant and r.message_id = m.id) each) people
      where m.tenant = ? and m.conversation_id = (select id from asked)
        and (m.sent_at, m.id) < (coalesce(?::timestamptz, 'infinity'), coalesce(?::bigint, 9223372036854775807))
      order by m.sent_at desc, m.id desc
      limit ?""";

  /** The last item of the page before. */
  record Position(OffsetDateTime sentAt, long id) {}

  /** Nothing too where there is no such conversation. */
  @Override
  public List<MessageView> apply(DSLContext db) {
    var m = MESSAGES;
    return db.resultQuery(SELECT, tenant, conversation, tenant, tenant, after == null ? null : after.sentAt(), after == null ? null : after.id(),
            page.limit() + 1)
        .coerce(m.ID, m.EXTERNAL_ID, m.KIND, m.SENT_AT, m.RECEIVED_AT, m.DIRECTION, field("read", Boolean.class), m.SEEN,
            field("edited", Boolean.class), field("deleted", Boolean.class), field("sender", String.class), m.SUBJECT, m.TEXT, m.HTML,
            field("truncated", Boolean.class), m.SIZE, m.ATTACHMENTS, m.BULK, field("participants", String.class), field("copies", String.class))
        .fetch(mapping(MessageView::new));
  }
}
