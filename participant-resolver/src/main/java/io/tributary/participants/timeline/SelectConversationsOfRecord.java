package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.CONVERSATIONS;
import static io.tributary.participants.jooq.Tables.CONVERSATION_PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.tributary.participants.timeline.ConversationView.Who;
import io.tributary.service.web.PageRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in which a participant linked to the record takes part, newest first. Reads the record's participants by the index on links, and their
 * conversations by the index on participants; a page costs what the record's conversations cost, not the tenant's.
 */
record SelectConversationsOfRecord(String tenant, long recordId, PageRequest page, @Nullable Position after)
    implements Function<DSLContext, List<ConversationView>> {

  private static final int SHOWN = 5;

  /** The last item of the page before. */
  record Position(OffsetDateTime lastMessageAt, long id) {}

  @Override
  public List<ConversationView> apply(DSLContext db) {
    var c = CONVERSATIONS;
    return db.select(c.ID, c.CHANNEL, c.TYPE, when(Readable.conversationSubject(), c.SUBJECT), c.LAST_MESSAGE_AT, c.MESSAGE_COUNT,
            c.PARTICIPANT_COUNT, c.UNREAD_COUNT, c.PRIORITY, c.IS_HOT, c.FIRST_MESSAGE_AT, c.LAST_ACCESSED_AT, shownParticipants())
        .from(c)
        .where(c.TENANT.eq(tenant))
        .and(c.MERGED_INTO.isNull())
        .and(c.LAST_MESSAGE_AT.isNotNull())
        .and(c.ID.in(select(CONVERSATION_PARTICIPANTS.CONVERSATION_ID)
            .from(PARTICIPANT_LINKS)
            .join(CONVERSATION_PARTICIPANTS)
            .on(CONVERSATION_PARTICIPANTS.TENANT.eq(PARTICIPANT_LINKS.TENANT))
            .and(CONVERSATION_PARTICIPANTS.PARTICIPANT_ID.eq(PARTICIPANT_LINKS.PARTICIPANT_ID))
            .where(PARTICIPANT_LINKS.TENANT.eq(tenant))
            .and(PARTICIPANT_LINKS.RECORD_ID.eq(recordId))))
        .and(LeftOut.of(db, tenant))
        .and(older(after))
        .orderBy(c.LAST_MESSAGE_AT.desc(), c.ID.desc())
        .limit(inline(page.limit() + 1)) // a limit that is known lets PostgreSQL keep its plan
        .fetch(mapping(ConversationView::new));
  }

  private Field<List<Who>> shownParticipants() {
    return multiset(
        select(PARTICIPANTS.ID, PARTICIPANTS.DISPLAY_NAME, PARTICIPANTS.HANDLE, PARTICIPANT_LINKS.RECORD_ID)
            .from(CONVERSATION_PARTICIPANTS)
            .join(PARTICIPANTS)
            .on(PARTICIPANTS.TENANT.eq(CONVERSATION_PARTICIPANTS.TENANT))
            .and(PARTICIPANTS.ID.eq(CONVERSATION_PARTICIPANTS.PARTICIPANT_ID))
            .leftJoin(PARTICIPANT_LINKS)
            .on(PARTICIPANT_LINKS.TENANT.eq(PARTICIPANTS.TENANT))
            .and(PARTICIPANT_LINKS.PARTICIPANT_ID.eq(PARTICIPANTS.ID))
            .where(CONVERSATION_PARTICIPANTS.TENANT.eq(CONVERSATIONS.TENANT))
            .and(CONVERSATION_PARTICIPANTS.CONVERSATION_ID.eq(CONVERSATIONS.ID))
            .orderBy(PARTICIPANT_LINKS.RECORD_ID.isDistinctFrom(recordId), CONVERSATION_PARTICIPANTS.MESSAGE_COUNT.desc(), PARTICIPANTS.ID)
            .limit(inline(SHOWN)))
        .convertFrom(rows -> rows.map(mapping(Who::new)));
  }

  private static Condition older(@Nullable Position position) {
    return position == null
        ? noCondition()
        : row(CONVERSATIONS.LAST_MESSAGE_AT, CONVERSATIONS.ID).lt(position.lastMessageAt(), position.id());
  }
}
