package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import java.util.List;
import org.jooq.DSLContext;

/** Moves all that a younger conversation holds into an older one, which it turned out to be a part of. */
final class MergeConversations {

  private static final String MERGES = "unnest(?::text[], ?::bigint[], ?::bigint[]) as x (tenant, from_id, into_id)";

  private static final List<String> STEPS = List.of(
      """
      select from conversations c
      where (c.tenant, c.id) in (select tenant, from_id from %1$s)
      order by c.tenant, c.id for update""",
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
        returning p.tenant, x.into_id, p.participant_id, p.message_count)
      insert into conversation_participants (tenant, conversation_id, participant_id, message_count)
      select tenant, into_id, participant_id, sum(message_count) from moved group by 1, 2, 3 order by 1, 2, 3
      on conflict (tenant, conversation_id, participant_id)
      do update set message_count = conversation_participants.message_count + excluded.message_count""",
      """
      update conversation_refs r set conversation_id = x.into_id from %1$s
      where r.tenant = x.tenant and r.conversation_id = x.from_id""",
      """
      update conversations c set
        message_count = c.message_count + moved.message_count,
        subject = case when moved.first_message_at < c.first_message_at then moved.subject else c.subject end,
        first_message_at = least(c.first_message_at, moved.first_message_at),
        last_message_at = greatest(c.last_message_at, moved.last_message_at)
      from (
        select x.tenant, x.into_id, sum(o.message_count) as message_count, min(o.first_message_at) as first_message_at,
          max(o.last_message_at) as last_message_at, (array_agg(o.subject order by o.first_message_at))[1] as subject
        from %1$s join conversations o on o.tenant = x.tenant and o.id = x.from_id group by 1, 2) moved
      where c.tenant = moved.tenant and c.id = moved.into_id""",
      """
      update conversations c set merged_into = x.into_id, message_count = 0 from %1$s
      where c.tenant = x.tenant and c.id = x.from_id""",
      """
      update conversations c set merged_into = x.into_id from %1$s
      where c.tenant = x.tenant and c.merged_into = x.from_id""");

  private final DSLContext db;

  MergeConversations(DSLContext db) {
    this.db = db;
  }

  void merge(List<Merge> merges) {
    if (!merges.isEmpty()) {
      var columns = Columns.of(merges).text(Merge::tenant).number(Merge::from).number(Merge::into).bindings();
      STEPS.forEach(step -> db.execute(step.formatted(MERGES), columns));
    }
  }
}
