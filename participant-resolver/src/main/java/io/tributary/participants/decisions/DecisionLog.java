package io.tributary.participants.decisions;

import io.tributary.participants.rows.Columns;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** Writes what people decided, and keeps of every change what stood before, so that the last one can be undone. */
final class DecisionLog {

  /** A link takes the place of another one that a person made; a forbidden pair stays until it is linked or undone. */
  private static final String WRITE = """
      with wanted as (
        select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::double precision[])
          as x (tenant, participant_id, record_id, decision, reason, confidence)),
      replaced as (
        delete from link_decisions d using wanted w
        where d.tenant = w.tenant and d.participant_id = w.participant_id and d.record_id <> w.record_id
          and d.decision = 'LINKED' and w.decision = 'LINKED'
        returning d.*),
      before as materialized (
        select d.* from wanted w join link_decisions d using (tenant, participant_id, record_id)),
      written as (
        insert into link_decisions as d (tenant, participant_id, record_id, decision, decided_by, reason, confidence)
        select tenant, participant_id, record_id, decision, ?, reason, confidence from wanted order by tenant, participant_id, record_id
        on conflict (tenant, participant_id, record_id) do update set decision = excluded.decision, decided_by = excluded.decided_by,
          decided_at = excluded.decided_at, reason = excluded.reason, confidence = excluded.confidence
        where (d.decision, d.confidence) is distinct from (excluded.decision, excluded.confidence)
        returning d.*)
      insert into decision_log (tenant, action, participant_id, record_id, before, after, decided_by)
      select w.tenant, ?::uuid, w.participant_id, w.record_id, case when b.tenant is not null then to_jsonb(b) end, to_jsonb(w), w.decided_by
      from written w left join before b using (tenant, participant_id, record_id)
      union all
      select r.tenant, ?::uuid, r.participant_id, r.record_id, to_jsonb(r), null, ?
      from replaced r""";

  private static final String UNDO = """
      with last as (
        select action from decision_log where tenant = ? and participant_id = ? and undone_at is null order by id desc limit 1),
      undone as (
        update decision_log l set undone_at = clock_timestamp(), undone_by = ?
        from last where l.tenant = ? and l.participant_id = ? and l.action = last.action
        returning l.tenant, l.participant_id, l.record_id, l.before),
      removed as (
        delete from link_decisions d using undone u
        where d.tenant = u.tenant and d.participant_id = u.participant_id and d.record_id = u.record_id and u.before is null),
      restored as (
        insert into link_decisions as d (tenant, participant_id, record_id, decision, decided_by, decided_at, reason, confidence)
        select u.tenant, u.participant_id, u.record_id, b.decision, b.decided_by, b.decided_at, b.reason, b.confidence
        from undone u cross join lateral jsonb_populate_record(null::link_decisions, u.before) b
        where u.before is not null
        on conflict (tenant, participant_id, record_id) do update set decision = excluded.decision, decided_by = excluded.decided_by,
          decided_at = excluded.decided_at, reason = excluded.reason, confidence = excluded.confidence)
      select count(*) from undone""";

  /** A wish with the participant and the record that count. */
  record Decided(long participantId, long recordId, Wish wish) {}

  private final DSLContext db;

  DecisionLog(DSLContext db) {
    this.db = db;
  }

  /** @param action what is undone together, of each participant */
  void write(String tenant, List<Decided> decided, UUID action, String by) {
    if (decided.isEmpty()) {
      return;
    }
    var columns = Columns.of(decided)
        .text(_ -> tenant)
        .number(Decided::participantId)
        .number(Decided::recordId)
        .text(one -> one.wish().forbid() ? "FORBIDDEN" : "LINKED")
        .text(one -> one.wish().reason())
        .real(one -> one.wish().confidence())
        .bindings();
    db.execute(WRITE, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], by, action, action, by);
  }

  /** @throws Problem 409 where there is nothing to undo */
  void undoLast(String tenant, long participantId, String by) {
    var undone = db.fetchSingle(UNDO, tenant, participantId, by, tenant, participantId).get(0, Long.class);
    if (undone == 0) {
      throw Problem.conflict("Nobody decided anything about participant %d that could be undone.".formatted(participantId));
    }
  }
}
