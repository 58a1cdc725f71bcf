package io.tributary.participants.decisions;

import io.tributary.service.web.PageRequest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What waits for a person: participants that may be several records', or one's for which too little speaks. By id. */
record SelectReview(String tenant, PageRequest page, @Nullable Long after) implements Function<DSLContext, List<SelectReview.Waiting>> {

  private static final String SELECT = """
      with waiting as (
        select participant_id, channel, candidates, candidate_reasons, reason, changed_at
        from participant_links
        where tenant = ? and status = 'AMBIGUOUS' and not gone and participant_id > ?
        order by participant_id limit ?)
      select w.participant_id, w.channel, p.display_name, p.handle, p.last_seen_at, w.reason, w.changed_at,
        (select count(*) from conversation_participants c where c.tenant = p.tenant and c.participant_id = p.id) as conversations,
        x.record_id, x.candidate_reason, r.display_name as record_name, r.pipeline
      from waiting w
      join participants p on p.tenant = ? and p.id = w.participant_id
      cross join lateral unnest(w.candidates, w.candidate_reasons) with ordinality as x (record_id, candidate_reason, place)
      left join records r on r.tenant = p.tenant and r.record_id = x.record_id
      order by w.participant_id, x.place""";

  /** @param reason what speaks for it: manual, or what the match is on */
  record Candidate(long recordId, @Nullable String displayName, @Nullable String pipeline, String reason) {}

  /** @param since when it became what it is @param conversations that go where it goes */
  record Waiting(
      long participantId,
      String channel,
      @Nullable String displayName,
      String handle,
      String reason,
      OffsetDateTime since,
      OffsetDateTime lastSeenAt,
      long conversations,
      List<Candidate> candidates) {}

  @Override
  public List<Waiting> apply(DSLContext db) {
    var waiting = new LinkedHashMap<Long, Waiting>();
    db.fetch(SELECT, tenant, after == null ? 0L : after, page.limit() + 1, tenant).forEach(row -> waiting
        .computeIfAbsent(row.get("participant_id", Long.class), _ -> waiting(row)).candidates()
        .add(new Candidate(row.get("record_id", Long.class), row.get("record_name", String.class), row.get("pipeline", String.class),
            row.get("candidate_reason", String.class))));
    return List.copyOf(waiting.values());
  }

  private static Waiting waiting(Record row) {
    return new Waiting(row.get("participant_id", Long.class), row.get("channel", String.class), row.get("display_name", String.class),
        row.get("handle", String.class), row.get("reason", String.class), row.get("changed_at", OffsetDateTime.class),
        row.get("last_seen_at", OffsetDateTime.class), row.get("conversations", Long.class), new ArrayList<>());
  }
}
