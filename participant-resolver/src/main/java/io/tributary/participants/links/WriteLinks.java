package io.tributary.participants.links;

import io.tributary.participants.resolve.Resolution.Candidate;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Writes decided links; one that says what stands already changes nothing, and so publishes nothing. */
final class WriteLinks {

  private static final String WRITE = """
      insert into participant_links (tenant, participant_id, channel, status, record_id, secondary_record_id, method, confidence, candidates,
        candidate_reasons, reason, linked_by)
      select x.tenant, x.participant_id, p.channel, x.status, x.record_id, x.secondary_record_id, x.method, x.confidence, x.candidates::bigint[],
        string_to_array(x.candidate_reasons, ','), x.reason, x.linked_by
      from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::double precision[], ?::text[], ?::text[], ?::text[],
          ?::text[])
        as x (tenant, participant_id, status, record_id, secondary_record_id, method, confidence, candidates, candidate_reasons, reason, linked_by)
      join participants p on p.tenant = x.tenant and p.id = x.participant_id
      order by x.tenant, x.participant_id
      on conflict (tenant, participant_id) do update set status = excluded.status, record_id = excluded.record_id,
        secondary_record_id = excluded.secondary_record_id, method = excluded.method, confidence = excluded.confidence,
        candidates = excluded.candidates, candidate_reasons = excluded.candidate_reasons, reason = excluded.reason, linked_by = excluded.linked_by,
        version = participant_links.version + 1, changed_at = clock_timestamp(), last_verified_at = clock_timestamp()
      where (participant_links.status, participant_links.record_id, participant_links.secondary_record_id, participant_links.method,
          participant_links.confidence, participant_links.candidates, participant_links.candidate_reasons, participant_links.reason, participant_links.linked_by)
        is distinct from (excluded.status, excluded.record_id, excluded.secondary_record_id, excluded.method,
          excluded.confidence, excluded.candidates, excluded.candidate_reasons, excluded.reason, excluded.linked_by)""";

  static void write(DSLContext db, List<DecidedLink> links) {
    if (!links.isEmpty()) {
      db.execute(WRITE, Columns.of(links)
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
          .bindings());
    }
  }

  private WriteLinks() {}
}
