package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.CONVERSATION_PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import io.tributary.service.web.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Everybody who takes, or took, part in a conversation, by id. */
record SelectMembersOfConversation(String tenant, long conversationId, PageRequest page, @Nullable Long after)
    implements Function<DSLContext, List<MemberView>> {

  @Override
  public List<MemberView> apply(DSLContext db) {
    var c = CONVERSATION_PARTICIPANTS;
    var p = PARTICIPANTS;
    var l = PARTICIPANT_LINKS;
    var away = c.LAST_MESSAGE_AT.isNull().or(c.LEFT_AT.ge(c.LAST_MESSAGE_AT));
    return db.select(p.ID, p.DISPLAY_NAME, p.HANDLE, l.RECORD_ID, c.PROVIDER_PARTICIPANT_ID, c.FIRST_MESSAGE_AT, when(away, c.LEFT_AT),
            c.MESSAGE_COUNT, c.LAST_MESSAGE_AT, c.LAST_READ_AT)
        .from(c)
        .join(p).on(p.TENANT.eq(c.TENANT)).and(p.ID.eq(c.PARTICIPANT_ID))
        .leftJoin(l).on(l.TENANT.eq(c.TENANT)).and(l.PARTICIPANT_ID.eq(c.PARTICIPANT_ID))
        .where(c.TENANT.eq(tenant))
        .and(c.CONVERSATION_ID.eq(conversationId))
        .and(after == null ? noCondition() : p.ID.gt(after))
        .orderBy(p.ID)
        .limit(page.limit() + 1)
        .fetch(mapping(MemberView::new));
  }
}
