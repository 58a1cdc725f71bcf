package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import java.util.List;
import org.jooq.DSLContext;

/** Moves all that a younger conversation holds into an older one, which it turned out to be a part of. */
final class MergeConversations {

  private static final String MERGES = "unnest(?::text[], ?::bigint[], ?::bigint[]) as x (tenant, from_id, into_id)";

  /** Refs first, as whoever stores a message locks them: one who holds a ref of the conversation has yet to write its message into it. */
  private static final List<String> LOCKS = List.of(
      """
      select from conversation_refs r
      where (r.tenant, r.conversation_id) in (select tenant, from_id from %1$s)
      order by r.tenant, r.ref for update""",
      """
      select from conversations c
      where (c.tenant, c.id) in (select tenant, from_id from %1$s)
      order by c.tenant, c.id for update""");

  private static final String DAYS = """
      select distinct m.tenant, m.channel, (m.sent_at at time zone 'UTC')::date::text from %1$s
      join messages m on m.tenant = x.tenant and m.conversation_id = x.from_id""".formatted(MERGES);

  private static final List<String> STEPS = List.of(
      """
      update messages m set conversation_id = x.into_id from %1$s
      where m.tenant = x.tenant and m.conversation_id = x.from_id""",
      """
      update message_facts f set conversation_id = x.into_id, version = f.version + 1 from %1$s
      where f.tenant = x.tenant and f.conversation_id = x.from_id""",
      """
      with moved as (
        delete from conversation_participants p using %1$s
        where p.tenant = x.tenant and p.conversation_id = x.from_id
        returning p.tenant, x.into_id, p.participant_id, p.message_count, p.provider_participant_id, p.first_message_at, p.last_message_at, p.left_at,
          p.last_read_at)
      insert into conversation_participants (tenant, conversation_id, participant_id, message_count, provider_participant_id, first_message_at, last_message_at,
        left_at, last_read_at)
      select tenant, into_id, participant_id, sum(message_count), min(provider_participant_id), min(first_message_at), max(last_message_at),
        max(left_at), max(last_read_at)
      from moved group by 1, 2, 3 order by 1, 2, 3
      on conflict (tenant, conversation_id, participant_id)
      do update set message_count = conversation_participants.message_count + excluded.message_count,
        provider_participant_id = least(conversation_participants.provider_participant_id, excluded.provider_participant_id),
        first_message_at = least(conversation_participants.first_message_at, excluded.first_message_at),
        last_message_at = greatest(conversation_participants.last_message_at, excluded.last_message_at),
        left_at = greatest(conversation_participants.left_at, excluded.left_at),
        last_read_at = greatest(conversation_participants.last_read_at, excluded.last_read_at)""",
      """
      update conversation_refs r set conversation_id = x.into_id from %1$s
      where r.tenant = x.tenant and r.conversation_id = x.from_id""",
      """
      update conversations c set
        message_count = c.message_count + moved.message_count,
        bulk_count = c.bulk_count + moved.bulk_count,
        group_chat = c.group_chat or moved.group_chat,
        is_hot = c.is_hot or moved.is_hot,
        last_accessed_at = greatest(c.last_accessed_at, moved.last_accessed_at),
        priority = (array['low', 'normal', 'high', 'urgent'])[greatest(array_position(array['low', 'normal', 'high', 'urgent'], c.priority), moved.rank)],
        subject = case when moved.first_message_at < c.first_message_at then moved.subject else c.subject end,
        first_message_at = least(c.first_message_at, moved.first_message_at),
        last_message_at = greatest(c.last_message_at, moved.last_message_at)
      from (
        select x.tenant, x.into_id, sum(o.message_count) as message_count, sum(o.bulk_count) as bulk_count, bool_or(o.group_chat) as group_chat,
          bool_or(o.is_hot) as is_hot, max(o.last_accessed_at) as last_accessed_at,
          max(array_position(array['low', 'normal', 'high', 'urgent'], o.priority)) as rank, min(o.first_message_at) as first_message_at,
          max(o.last_message_at) as last_message_at, (array_agg(o.subject order by o.first_message_at))[1] as subject
        from %1$s join conversations o on o.tenant = x.tenant and o.id = x.from_id group by 1, 2) moved
      where c.tenant = moved.tenant and c.id = moved.into_id""",
      """
      update conversations c set merged_into = x.into_id, message_count = 0, bulk_count = 0, participant_count = 0, unread_count = 0,
        is_hot = false from %1$s
      where c.tenant = x.tenant and c.id = x.from_id""",
      """
      update conversations c set merged_into = x.into_id from %1$s
      where c.tenant = x.tenant and c.merged_into = x.from_id""");

  private final DSLContext db;

  MergeConversations(DSLContext db) {
    this.db = db;
  }

  /** @return the days of the messages that moved, whose figures change */
  List<ChannelDay> merge(List<Merge> merges) {
    if (merges.isEmpty()) {
      return List.of();
    }
    var columns = Columns.of(merges).text(Merge::tenant).number(Merge::from).number(Merge::into).bindings();
    LOCKS.forEach(lock -> db.execute(lock.formatted(MERGES), columns));
    var days = db.fetch(DAYS, columns).map(row -> new ChannelDay(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)));
    STEPS.forEach(step -> db.execute(step.formatted(MERGES), columns));
    return days;
  }
}
