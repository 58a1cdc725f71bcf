package io.tributary.participants.explain;

import io.tributary.participants.explain.RecordExplanation.Concerned;
import io.tributary.participants.explain.RecordExplanation.Held;
import io.tributary.service.web.Problem;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;

/** From the record's identifiers to whoever shows them, linked or not. */
final class ExplainRecord {

  private static final int MOST_PARTICIPANTS = 200;

  private static final String RECORD = """
      select pipeline, display_name, deleted, coalesce(survivor_id, merged_into) as merged_into from records where tenant = ? and record_id = ?""";

  private static final String FAMILY = """
      family as (
        select tenant, record_id from records where tenant = ? and record_id = ?
        union all
        select tenant, record_id from records where tenant = ? and survivor_id = ? and merged_into is not null)""";

  private static final String HELD = "with " + FAMILY + """

      select h.kind, h.value, h.field, h.record_id, h.requires,
        (select count(*) from participant_identities i where i.tenant = h.tenant and i.kind = h.kind and i.value = h.value) as participants
      from family f join record_identities h using (tenant, record_id)
      order by h.record_id, h.field, h.kind, h.value limit 200""";

  /** A work domain leads to a company at most, so participants that show it only are left out here: their link says so itself. */
  private static final String CONCERNED = "with " + FAMILY + """
      ,
      met as (
        select i.participant_id, array_agg(distinct h.kind || ' in ' || h.field order by h.kind || ' in ' || h.field) as matched_on
        from family f join record_identities h using (tenant, record_id)
        join participant_identities i on i.tenant = h.tenant and i.kind = h.kind and i.value = h.value
        where h.kind <> 'DOMAIN'
        group by i.participant_id),
      concerned as (
        select participant_id from met
        union
        select participant_id from participant_links where tenant = ? and record_id = ?
        union
        select d.participant_id from family f join link_decisions d using (tenant, record_id))
      select p.id, p.channel, p.display_name, p.handle, l.status, l.record_id, l.candidates, lower(l.method) as method, l.confidence, l.reason,
        l.linked_by, coalesce(m.matched_on, '{}') as matched_on, last.message_id, last.sent_at, last.account,
        exists (select from family f join link_decisions d using (tenant, record_id)
          where d.participant_id = p.id and d.decision = 'FORBIDDEN') as forbidden
      from concerned c
      join participants p on p.tenant = ? and p.id = c.participant_id and p.merged_into is null
      join participant_links l on l.tenant = p.tenant and l.participant_id = p.id
      left join met m on m.participant_id = p.id
      left join lateral (
        select x.id as message_id, x.sent_at, (
          select min(o.account) from message_copies o where o.tenant = x.tenant and o.message_id = x.id) as account
        from (select message_id from message_participants where tenant = p.tenant and participant_id = p.id order by message_id desc limit 1) newest
        join messages x on x.tenant = p.tenant and x.id = newest.message_id) last on true
      order by l.record_id is not distinct from ? desc, p.id
      limit ?""";

  /** @throws Problem 404 where nothing is known of the record */
  static RecordExplanation of(DSLContext db, String tenant, long id) {
    var record = db.fetchOptional(RECORD, tenant, id).orElseThrow(() -> Problem.notFound("record", id));
    var held = db.fetch(HELD, tenant, id, tenant, id).map(row -> new Held(row.get("kind", String.class), row.get("value", String.class),
        row.get("field", String.class), row.get("record_id", Long.class), List.of(row.get("requires", String[].class)),
        row.get("participants", Long.class)));
    var concerned = db.fetch(CONCERNED, tenant, id, tenant, id, tenant, id, tenant, id, MOST_PARTICIPANTS + 1).map(row -> concerned(row, id));
    return new RecordExplanation(id, record.get("pipeline", String.class), record.get("display_name", String.class),
        record.get("deleted", Boolean.class), record.get("merged_into", Long.class), held,
        concerned.stream().limit(MOST_PARTICIPANTS).toList(), concerned.size() > MOST_PARTICIPANTS);
  }

  private static Concerned concerned(Record row, long record) {
    var linkedTo = row.get("record_id", Long.class);
    boolean linked = linkedTo != null && linkedTo == record;
    boolean candidate = List.of(row.get("candidates", Long[].class)).contains(record);
    var why = row.get("reason", String.class);
    if (!linked && row.get("forbidden", Boolean.class)) {
      why = "a person forbade it";
    } else if (!linked && linkedTo != null) {
      why = "it is linked to record %d: %s".formatted(linkedTo, why);
    }
    return new Concerned(row.get("id", Long.class), row.get("channel", String.class), row.get("display_name", String.class),
        row.get("handle", String.class), linked ? "linked" : candidate ? "candidate" : "skipped", linked ? row.get("method", String.class) : null,
        linked ? row.get("confidence", Double.class) : null, why, linked ? row.get("linked_by", String.class) : null,
        List.of(row.get("matched_on", String[].class)), row.get("message_id", Long.class), row.get("sent_at", OffsetDateTime.class),
        row.get("account", String.class));
  }

  private ExplainRecord() {}
}
