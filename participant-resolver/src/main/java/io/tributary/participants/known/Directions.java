package io.tributary.participants.known;

import io.tributary.participants.links.MessageId;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** In which direction messages went, seen from the tenant: it follows from whose sides take part, and so changes with these and the connected accounts. */
public final class Directions {

  /** Of the columns {@code from_own} (a side of ours sent it) and {@code to_own} (somebody was addressed, and all of them are ours). */
  public static final String DIRECTION = "case when not from_own then 'INBOUND' when to_own then 'INTERNAL' else 'OUTBOUND' end";

  private static final String CORRECT = """
      with concerned as (%s),
      roles as (
        select c.tenant, c.message_id, mp.role in ('FROM', 'HOST') as sends, exists (
          select from participant_aliases a
          join own_identities o on o.tenant = a.tenant and o.kind = a.kind and o.value = a.value
          where a.tenant = mp.tenant and a.participant_id = mp.participant_id) as own
        from concerned c left join message_participants mp using (tenant, message_id)),
      sides as (
        select m.tenant, m.id, m.direction as was, m.outbound or coalesce(bool_or(r.own) filter (where r.sends), false) as from_own,
          coalesce(bool_and(r.own) filter (where not r.sends), false) as to_own
        from roles r join messages m on m.tenant = r.tenant and m.id = r.message_id
        group by m.tenant, m.id, m.outbound, m.direction),
      corrected as (
        update messages m set direction = s.direction
        from (select tenant, id, was, %s as direction from sides) s
        where m.tenant = s.tenant and m.id = s.id and m.direction <> s.direction
        returning m.tenant, m.id, m.direction, s.was, m.conversation_id, m.channel, m.sent_at, m.unread),
      %s
      counted as (
        update conversations v set unread_count = v.unread_count + n.more
        from (
          select tenant, conversation_id, sum(case direction when 'INBOUND' then 1 else -1 end) as more from corrected
          where unread and (direction = 'INBOUND' or was = 'INBOUND') group by 1, 2) n
        where v.tenant = n.tenant and v.id = n.conversation_id),
      told as (
        update message_facts f set direction = c.direction, version = f.version + 1
        from corrected c where f.tenant = c.tenant and f.message_id = c.id)
      select tenant, id from corrected""";

  /** In the statement itself: an address that turns out to be ours may turn more messages than fit a collection. Those of a batch are told to the caller. */
  private static final String DAYS = """
      days as (
        insert into stale_days (tenant, channel, day)
        select distinct tenant, channel, (sent_at at time zone 'UTC')::date from corrected order by 1, 2, 3
        on conflict (tenant, channel, day) do update set marks = stale_days.marks + 1),""";

  private static final String OF_PARTICIPANTS = CORRECT.formatted("""
      select distinct mp.tenant, mp.message_id
      from message_participants mp join unnest(?::text[], ?::bigint[]) as x (tenant, participant_id) using (tenant, participant_id)""", DIRECTION, DAYS);

  private static final String OF_MESSAGES = CORRECT.formatted("select * from unnest(?::text[], ?::bigint[]) as x (tenant, message_id)", DIRECTION, "");

  private final DSLContext db;

  public Directions(DSLContext db) {
    this.db = db;
  }

  /** @param participants who became, or no longer are, a side of ours */
  void ofParticipants(Collection<ParticipantKey> participants) {
    db.execute(OF_PARTICIPANTS, Columns.of(new TreeSet<>(participants)).text(ParticipantKey::tenant).number(ParticipantKey::id).bindings());
  }

  /**
   * @param messages of which another copy was stored: others may take part in them, or one of ours turn out to have sent them
   * @return those that went in another direction, whose days are to be counted again
   */
  public Set<MessageId> ofMessages(Collection<MessageId> messages) {
    return messages.isEmpty()
        ? Set.of()
        : db.fetch(OF_MESSAGES, Columns.of(new TreeSet<>(messages)).text(MessageId::tenant).number(MessageId::id).bindings()).stream()
            .map(row -> new MessageId(row.get(0, String.class), row.get(1, Long.class)))
            .collect(Collectors.toSet());
  }
}
