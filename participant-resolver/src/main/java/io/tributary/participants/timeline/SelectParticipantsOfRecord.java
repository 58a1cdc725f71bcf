package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.MESSAGE_PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_ALIASES;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

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
    var messages = field(select(countDistinct(MESSAGE_PARTICIPANTS.MESSAGE_ID).cast(Long.class)).from(MESSAGE_PARTICIPANTS)
        .where(MESSAGE_PARTICIPANTS.TENANT.eq(p.TENANT)).and(MESSAGE_PARTICIPANTS.PARTICIPANT_ID.eq(p.ID)));
    return db.select(p.ID, p.CHANNEL, p.DISPLAY_NAME, p.HANDLE, aliases, lower(l.METHOD), l.CONFIDENCE, l.REASON, l.LINKED_BY,
            l.LAST_VERIFIED_AT, p.FIRST_SEEN_AT, p.LAST_SEEN_AT, messages)
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
