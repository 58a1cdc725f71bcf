package io.tributary.participants.links;

import io.tributary.participants.resolve.Resolution.Candidate;
import io.tributary.participants.rows.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Writes decided links; one that says what stands already changes nothing, and so publishes nothing. What changes goes into the links' history. */
final class WriteLinks {

  /** Each participant is locked, so what the statement sees as its link before is what it replaces. */
  private static final String WRITE = """
      with given as (
        select x.tenant, x.participant_id, p.channel, x.status, x.record_id, x.secondary_record_id, x.method, x.confidence,
          x.candidates::bigint[] as candidates, string_to_array(x.candidate_reasons, ',') as candidate_reasons, x.reason, x.linked_by
        from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::double precision[], ?::text[], ?::text[], ?::text[],
            ?::text[])
          as x (tenant, participant_id, status, record_id, secondary_record_id, method, confidence, candidates, candidate_reasons, reason, linked_by)
        join participants p on p.tenant = x.tenant and p.id = x.participant_id),
      before as materialized (
        select g.tenant, g.participant_id, l.status, l.record_id
        from given g cross join lateral (
          select status, record_id from participant_links where tenant = g.tenant and participant_id = g.participant_id offset 0) l),
      written as (
        insert into participant_links as l (tenant, participant_id, channel, status, record_id, secondary_record_id, method, confidence, candidates,
          candidate_reasons, reason, linked_by)
        select * from given order by tenant, participant_id
        on conflict (tenant, participant_id) do update set status = excluded.status, record_id = excluded.record_id,
          secondary_record_id = excluded.secondary_record_id, method = excluded.method, confidence = excluded.confidence,
          candidates = excluded.candidates, candidate_reasons = excluded.candidate_reasons, reason = excluded.reason, linked_by = excluded.linked_by,
          version = l.version + 1, changed_at = clock_timestamp(), last_verified_at = clock_timestamp()
        where (l.status, l.record_id, l.secondary_record_id, l.method, l.confidence, l.candidates, l.candidate_reasons, l.reason, l.linked_by)
          is distinct from (excluded.status, excluded.record_id, excluded.secondary_record_id, excluded.method,
            excluded.confidence, excluded.candidates, excluded.candidate_reasons, excluded.reason, excluded.linked_by)
        returning tenant, participant_id, status, record_id, method, reason)
      insert into link_history (tenant, participant_id, changed_by, from_status, from_record_id, to_status, to_record_id, method, reason)
      select w.tenant, w.participant_id, ?, b.status, b.record_id, w.status, w.record_id, w.method, w.reason
      from written w left join before b using (tenant, participant_id)
      where b.status is not null or w.status <> 'UNLINKED'
      order by w.tenant, w.participant_id""";

  /** @param by whose doing it is */
  static void write(DSLContext db, List<DecidedLink> links, String by) {
    if (!links.isEmpty()) {
      db.execute(WRITE, Stream.concat(Arrays.stream(columns(links)), Stream.of(by)).toArray());
    }
  }

  private static Object[] columns(List<DecidedLink> links) {
    return Columns.of(links)
        .text(link -> link.key().tenant())
        .number(link -> link.key().id())
        .text(DecidedLink::status)
        .number(DecidedLink::recordId)
        .number(DecidedLink::secondaryRecordId)
        .text(DecidedLink::method)
        .real(DecidedLink::confidence)
        .numbers(link -> link.candidates().stream().map(Candidate::recordId).toList())
        .text(link -> link.candidates().stream().map(Candidate::reason).collect(Collectors.joining(",")))
        .text(DecidedLink::reason)
        .text(DecidedLink::linkedBy)
        .bindings();
  }

  private WriteLinks() {}
}
