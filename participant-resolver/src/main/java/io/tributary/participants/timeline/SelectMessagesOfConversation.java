package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.MESSAGES;
import static io.tributary.participants.jooq.Tables.MESSAGE_COPIES;
import static io.tributary.participants.jooq.Tables.MESSAGE_PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.tributary.service.web.PageRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Messages of one conversation, newest first: one range of the index on (conversation, sent at, id), and each message's people and copies by key. */
record SelectMessagesOfConversation(String tenant, long conversationId, PageRequest page, @Nullable Position after)
    implements Function<DSLContext, List<MessageView>> {

  /** The last item of the page before. */
  record Position(OffsetDateTime sentAt, long id) {}

  @Override
  public List<MessageView> apply(DSLContext db) {
    var m = MESSAGES;
    var older = after == null ? DSL.noCondition() : row(m.SENT_AT, m.ID).lt(after.sentAt(), after.id());
    return db.select(m.ID, m.EXTERNAL_ID, m.KIND, m.SENT_AT, m.RECEIVED_AT, m.DIRECTION, m.SUBJECT, m.TEXT, m.HTML,
            DSL.field(DSL.condition(m.TEXT_TRUNCATED).or(DSL.condition(m.HTML_TRUNCATED))), m.SIZE, m.ATTACHMENTS, m.BULK, people(), copies())
        .from(m)
        .where(m.TENANT.eq(tenant))
        .and(m.CONVERSATION_ID.eq(conversationId))
        .and(older)
        .orderBy(m.SENT_AT.desc(), m.ID.desc())
        .limit(page.limit() + 1)
        .fetch(mapping(MessageView::new));
  }

  private static Field<List<MessageView.TakesPart>> people() {
    return multiset(
        select(PARTICIPANTS.ID, MESSAGE_PARTICIPANTS.ROLE, PARTICIPANTS.DISPLAY_NAME, PARTICIPANTS.HANDLE, PARTICIPANT_LINKS.RECORD_ID)
            .from(MESSAGE_PARTICIPANTS)
            .join(PARTICIPANTS)
            .on(PARTICIPANTS.TENANT.eq(MESSAGE_PARTICIPANTS.TENANT))
            .and(PARTICIPANTS.ID.eq(MESSAGE_PARTICIPANTS.PARTICIPANT_ID))
            .leftJoin(PARTICIPANT_LINKS)
            .on(PARTICIPANT_LINKS.TENANT.eq(PARTICIPANTS.TENANT))
            .and(PARTICIPANT_LINKS.PARTICIPANT_ID.eq(PARTICIPANTS.ID))
            .where(MESSAGE_PARTICIPANTS.TENANT.eq(MESSAGES.TENANT))
            .and(MESSAGE_PARTICIPANTS.MESSAGE_ID.eq(MESSAGES.ID))
            .orderBy(MESSAGE_PARTICIPANTS.ROLE.ne("FROM"), PARTICIPANTS.ID))
        .convertFrom(rows -> rows.map(mapping(MessageView.TakesPart::new)));
  }

  private static Field<List<MessageView.Copy>> copies() {
    return multiset(
        select(MESSAGE_COPIES.ACCOUNT, MESSAGE_COPIES.FOLDER, MESSAGE_COPIES.READ)
            .from(MESSAGE_COPIES)
            .where(MESSAGE_COPIES.TENANT.eq(MESSAGES.TENANT))
            .and(MESSAGE_COPIES.MESSAGE_ID.eq(MESSAGES.ID))
            .orderBy(MESSAGE_COPIES.ACCOUNT))
        .convertFrom(rows -> rows.map(mapping(MessageView.Copy::new)));
  }
}
