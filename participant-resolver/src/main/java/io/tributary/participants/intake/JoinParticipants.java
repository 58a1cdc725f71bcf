package io.tributary.participants.intake;

import io.tributary.participants.links.MessageId;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.rows.Columns;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Makes one of participants that turned out to be the same. All that the younger has goes to the older; what people decided about either holds for
 * both, and a null follows on {@code participant.links} for the one that is gone.
 */
final class JoinParticipants {

  private static final String JOINS = "unnest(?::text[], ?::bigint[], ?::bigint[]) as x (tenant, from_id, into_id)";

  private static final String MOVE_ROLES = """
      with moved as (
        delete from message_participants p using %1$s
        where p.tenant = x.tenant and p.participant_id = x.from_id
        returning p.tenant, p.message_id, x.into_id, p.role),
      written as (
        insert into message_participants (tenant, message_id, participant_id, role)
        select distinct tenant, message_id, into_id, role from moved
        on conflict do nothing)
      select distinct tenant, message_id from moved""".formatted(JOINS);

  /** Also those who survive: what they say meanwhile would else be counted by one, or by neither. */
  private static final String LOCK = """
      select p.merged_into is not null or p.erased_at is not null from participants p
      where (p.tenant, p.id) in (select y.tenant, y.id from %1$s cross join lateral (values (x.tenant, x.from_id), (x.tenant, x.into_id)) as y (tenant, id))
      order by p.tenant, p.id for update""".formatted(JOINS);

  private static final List<String> STEPS = List.of(
      """
      with gone as (
        delete from conversation_participants p using %1$s
        where p.tenant = x.tenant and p.participant_id = x.from_id
        returning p.tenant, p.conversation_id, x.into_id, p.provider_participant_id, p.first_message_at, p.last_message_at, p.left_at, p.last_read_at),
      written as (
        insert into conversation_participants (tenant, conversation_id, participant_id, message_count, provider_participant_id, first_message_at,
          last_message_at, left_at, last_read_at)
        select g.tenant, g.conversation_id, g.into_id, (
            select count(distinct m.id) from message_participants mp join messages m on m.tenant = mp.tenant and m.id = mp.message_id
            where mp.tenant = g.tenant and mp.participant_id = g.into_id and m.conversation_id = g.conversation_id),
          min(g.provider_participant_id), min(g.first_message_at), max(g.last_message_at), max(g.left_at), max(g.last_read_at)
        from gone g group by g.tenant, g.conversation_id, g.into_id
        on conflict (tenant, conversation_id, participant_id) do update set message_count = excluded.message_count,
          provider_participant_id = least(conversation_participants.provider_participant_id, excluded.provider_participant_id),
          first_message_at = least(conversation_participants.first_message_at, excluded.first_message_at),
          last_message_at = greatest(conversation_participants.last_message_at, excluded.last_message_at),
          left_at = greatest(conversation_participants.left_at, excluded.left_at),
          last_read_at = greatest(conversation_participants.last_read_at, excluded.last_read_at)
        returning tenant, conversation_id, xmax = 0 as fresh)
      update conversations c set participant_count = c.participant_count - fewer.people
      from (
        select tenant, conversation_id, sum(people) as people from (
          select tenant, conversation_id, 1 as people from gone union all
          select tenant, conversation_id, -1 from written where fresh) each
        group by tenant, conversation_id) fewer
      where c.tenant = fewer.tenant and c.id = fewer.conversation_id and fewer.people <> 0""",
      """
      update participant_aliases a set participant_id = x.into_id from %1$s
      where a.tenant = x.tenant and a.participant_id = x.from_id""",
      """
      with moved as (
        delete from participant_evidence e using %1$s
        where e.tenant = x.tenant and e.participant_id = x.from_id
        returning e.tenant, x.into_id, e.kind, e.value)
      insert into participant_evidence (tenant, participant_id, kind, value)
      select distinct tenant, into_id, kind, value from moved on conflict do nothing""",
      """
      with moved as (
        delete from participant_identities e using %1$s
        where e.tenant = x.tenant and e.participant_id = x.from_id
        returning e.tenant, x.into_id, e.kind, e.value)
      insert into participant_identities (tenant, participant_id, kind, value)
      select distinct tenant, into_id, kind, value from moved on conflict do nothing""",
      """
      with moved as (
        delete from participant_names n using %1$s
        where n.tenant = x.tenant and n.participant_id = x.from_id
        returning n.tenant, x.into_id, n.words)
      insert into participant_names (tenant, participant_id, words)
      select distinct tenant, into_id, words from moved on conflict do nothing""",
      """
      update decision_log d set participant_id = x.into_id from %1$s
      where d.tenant = x.tenant and d.participant_id = x.from_id""",
      """
      with moved as (
        delete from link_decisions d using %1$s
        where d.tenant = x.tenant and d.participant_id = x.from_id
        returning d.tenant, x.into_id, d.record_id, d.decision, d.decided_by, d.decided_at, d.reason, d.confidence)
      insert into link_decisions (tenant, participant_id, record_id, decision, decided_by, decided_at, reason, confidence)
      select distinct on (tenant, into_id, record_id) * from moved order by tenant, into_id, record_id, decided_at desc
      on conflict (tenant, participant_id, record_id) do update set decision = excluded.decision, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at, reason = excluded.reason, confidence = excluded.confidence
      where link_decisions.decided_at < excluded.decided_at""",
      """
      insert into link_history (tenant, participant_id, changed_by, from_status, from_record_id, to_status, to_record_id, method, reason)
      select l.tenant, x.into_id, 'resolver', l.status, l.record_id, 'UNLINKED', null, null, 'participant ' || x.from_id || ' is the same as this one'
      from %1$s join participant_links l on l.tenant = x.tenant and l.participant_id = x.from_id
      where l.status <> 'UNLINKED'""",
      """
      update link_history h set participant_id = x.into_id from %1$s
      where h.tenant = x.tenant and h.participant_id = x.from_id""",
      """
      update participant_links l set status = 'UNLINKED', record_id = null, secondary_record_id = null, method = null, confidence = null,
        candidates = '{}', candidate_reasons = '{}', linked_by = null, reason = 'it is the same as an older one', gone = true, version = l.version + 1, changed_at = clock_timestamp()
      from %1$s where l.tenant = x.tenant and l.participant_id = x.from_id""",
      """
      update participants p set merged_into = x.into_id from %1$s
      where p.tenant = x.tenant and (p.id = x.from_id or p.merged_into = x.from_id)""");

  private final DSLContext db;

  JoinParticipants(DSLContext db) {
    this.db = db;
  }

  /**
   * @return the survivors, whose links must be decided again
   * @throws CannotAcquireLockException if one of them was joined to another, or let go, since it was looked for; the caller may try again
   */
  List<ParticipantKey> join(List<Merge> joins) {
    if (joins.isEmpty()) {
      return List.of();
    }
    var columns = Columns.of(joins).text(Merge::tenant).number(Merge::from).number(Merge::into).bindings();
    if (db.fetch(LOCK, columns).getValues(0, Boolean.class).contains(true)) {
      throw new CannotAcquireLockException("One of the participants that were to be joined was gone before. Try again.");
    }
    var messages = db.fetch(MOVE_ROLES, columns).map(row -> new MessageId(row.get(0, String.class), row.get(1, Long.class)));
    new WriteFacts(db).ofKnown(messages);
    STEPS.forEach(step -> db.execute(step.formatted(JOINS), columns));
    return joins.stream().map(join -> new ParticipantKey(join.tenant(), join.into())).distinct().toList();
  }
}
