package io.tributary.participants.decisions;

import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;
import static org.jooq.impl.DSL.lower;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whose a participant is.
 *
 * @param status linked, ambiguous or unlinked
 * @param candidates records it may belong to, where it is ambiguous
 * @param linkedBy who linked it, where a person did
 */
record LinkView(
    long participantId,
    String status,
    @Nullable Long recordId,
    @Nullable Long secondaryRecordId,
    @Nullable String method,
    @Nullable Double confidence,
    List<Long> candidates,
    String reason,
    @Nullable String linkedBy,
    OffsetDateTime changedAt) {

  static Map<Long, LinkView> of(DSLContext db, String tenant, Collection<Long> participants) {
    var l = PARTICIPANT_LINKS;
    return db.select(l.PARTICIPANT_ID, lower(l.STATUS), l.RECORD_ID, l.SECONDARY_RECORD_ID, lower(l.METHOD), l.CONFIDENCE, l.CANDIDATES, l.REASON,
            l.LINKED_BY, l.CHANGED_AT)
        .from(l)
        .where(l.TENANT.eq(tenant))
        .and(l.PARTICIPANT_ID.in(participants))
        .fetchMap(l.PARTICIPANT_ID, row -> new LinkView(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6(),
            List.of(row.value7()), row.value8(), row.value9(), row.value10()));
  }
}
