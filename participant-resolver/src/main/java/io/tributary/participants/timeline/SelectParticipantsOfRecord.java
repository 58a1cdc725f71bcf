package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.CONVERSATION_PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_ALIASES;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.tributary.service.web.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Participants linked to a record, by id. A record has few. */
record SelectParticipantsOfRecord(String tenant, long recordId, PageRequest page, @Nullable Long after)
    implements Function<DSLContext, List<ParticipantView>> {

  @Override
  public List<ParticipantView> apply(DSLContext db) {
    var p = PARTICIPANTS;
    var l = PARTICIPANT_LINKS;
    var aliases = multiset(
        select(PARTICIPANT_ALIASES.KIND, PARTICIPANT_ALIASES.VALUE)
            .from(PARTICIPANT_ALIASES)
            .where(PARTICIPANT_ALIASES.TENANT.eq(p.TENANT))
            .and(PARTICIPANT_ALIASES.PARTICIPANT_ID.eq(p.ID))
            .orderBy(PARTICIPANT_ALIASES.KIND, PARTICIPANT_ALIASES.VALUE))
        .convertFrom(rows -> rows.map(mapping(ParticipantView.Alias::new)));
    var there = CONVERSATION_PARTICIPANTS;
    var ofThem = there.TENANT.eq(p.TENANT).and(there.PARTICIPANT_ID.eq(p.ID));
    var messages = field(select(coalesce(sum(there.MESSAGE_COUNT), 0).cast(Long.class)).from(there).where(ofThem));
    var conversations = field(select(count().cast(Long.class)).from(there).where(ofThem));
    return db.select(p.ID, p.CHANNEL, p.DISPLAY_NAME, p.HANDLE, aliases, lower(l.METHOD), l.CONFIDENCE, l.REASON, l.LINKED_BY,
            l.LAST_VERIFIED_AT, p.FIRST_SEEN_AT, p.LAST_SEEN_AT, messages, conversations)
        .from(l)
        .join(p)
        .on(p.TENANT.eq(l.TENANT))
        .and(p.ID.eq(l.PARTICIPANT_ID))
        .where(l.TENANT.eq(tenant))
        .and(l.RECORD_ID.eq(recordId))
        .and(after == null ? noCondition() : p.ID.gt(after))
        .orderBy(p.ID)
        .limit(page.limit() + 1)
        .fetch(mapping(ParticipantView::new));
  }
}
