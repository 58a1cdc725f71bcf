package io.tributary.participants.timeline;

import io.tributary.service.web.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Summaries of the tenant's records, by id; counted for the page's records alone, from the index on links outwards. */
record SelectRecordSummaries(String tenant, PageRequest page, @Nullable Long after) implements Function<DSLContext, List<RecordSummary>> {

  private static final String SELECT = """
      select r.record_id, s.messages, s.conversations,
        (select count(distinct cp.participant_id) from conversation_participants cp
          where cp.tenant = r.tenant and cp.conversation_id = any (s.conversation_ids)) as participants,
        (select count(*) from participant_links l where l.tenant = r.tenant and l.record_id = r.record_id) as linked
      from (select tenant, record_id from records
            where tenant = ? and record_id > ? and not deleted and merged_into is null order by record_id limit ?) r
      cross join lateral (
        select count(distinct m.id) as messages, count(distinct m.conversation_id) as conversations,
          array_agg(distinct m.conversation_id) as conversation_ids
        from participant_links l
        join message_participants mp on mp.tenant = l.tenant and mp.participant_id = l.participant_id
        join messages m on m.tenant = mp.tenant and m.id = mp.message_id
        where l.tenant = r.tenant and l.record_id = r.record_id) s
      order by r.record_id""";

  @Override
  public List<RecordSummary> apply(DSLContext db) {
    return db.fetch(SELECT, tenant, after == null ? 0L : after, page.limit() + 1)
        .map(row -> new RecordSummary(row.get("record_id", Long.class), row.get("messages", Long.class), row.get("conversations", Long.class),
            row.get("participants", Long.class), row.get("linked", Long.class)));
  }
}
