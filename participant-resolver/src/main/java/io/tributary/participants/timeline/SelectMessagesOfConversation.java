package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.MESSAGES;
import static io.tributary.participants.jooq.Tables.MESSAGE_COPIES;
import static io.tributary.participants.jooq.Tables.MESSAGE_PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.tributary.participants.timeline.MessageView.Copy;
import io.tributary.participants.timeline.MessageView.TakesPart;
import io.tributary.service.web.PageRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Messages of one conversation, newest first: one range of the index on (conversation, sent at, id), and each message's people and copies by key. */
record SelectMessagesOfConversation(String tenant, long conversationId, PageRequest page, @Nullable Position after)
    implements Function<DSLContext, List<MessageView>> {

  private static final List<String> SENDERS = List.of("FROM", "HOST");

  /** The last item of the page before. */
  record Position(OffsetDateTime sentAt, long id) {}

  @Override
  public List<MessageView> apply(DSLContext db) {
    var m = MESSAGES;
    var older = after == null ? DSL.noCondition() : row(m.SENT_AT, m.ID).lt(after.sentAt(), after.id());
    return db.select(m.ID, m.EXTERNAL_ID, m.KIND, m.SENT_AT, m.RECEIVED_AT, m.DIRECTION, m.SEEN, field(m.EDITED_AS_OF.isNotNull()),
            field(m.DELETED_AT.isNotNull()), when(Readable.SUBJECT, m.SUBJECT), when(Readable.TEXT, m.TEXT), when(Readable.TEXT, m.HTML),
            field(condition(m.TEXT_TRUNCATED).or(condition(m.HTML_TRUNCATED))),
            m.SIZE, m.ATTACHMENTS, m.BULK, people(), copies())
        .from(m)
        .crossJoin(lateral(Readable.ofMessage()))
        .where(m.TENANT.eq(tenant))
        .and(m.CONVERSATION_ID.eq(conversationId))
        .and(older)
        .orderBy(m.SENT_AT.desc(), m.ID.desc())
        .limit(page.limit() + 1)
        .fetch(mapping(SelectMessagesOfConversation::view));
  }

  private static MessageView view(
      long id, String externalId, String kind, OffsetDateTime sentAt, @Nullable OffsetDateTime receivedAt, String direction, boolean seen,
      boolean edited, boolean deleted, @Nullable String subject, @Nullable String text, @Nullable String html, boolean truncated, long size, int attachments,
      String bulk, List<TakesPart> people, List<Copy> copies) {
    var sender = people.stream().filter(one -> SENDERS.contains(one.role())).findFirst().orElse(null);
    return new MessageView(id, externalId, kind, sentAt, receivedAt, direction, read(copies), seen, edited, deleted, sender, subject, text, html,
        truncated, size, attachments, bulk, people, copies);
  }

  private static @Nullable Boolean read(List<Copy> copies) {
    var said = copies.stream().map(Copy::read).filter(Objects::nonNull).toList();
    return said.isEmpty() ? null : (Boolean) said.contains(Boolean.TRUE);
  }

  private static Field<List<TakesPart>> people() {
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
            .orderBy(MESSAGE_PARTICIPANTS.ROLE.notIn(SENDERS), PARTICIPANTS.ID))
        .convertFrom(rows -> rows.map(mapping(TakesPart::new)));
  }

  private static Field<List<Copy>> copies() {
    return multiset(
        select(MESSAGE_COPIES.ACCOUNT, MESSAGE_COPIES.FOLDER, MESSAGE_COPIES.READ)
            .from(MESSAGE_COPIES)
            .where(MESSAGE_COPIES.TENANT.eq(MESSAGES.TENANT))
            .and(MESSAGE_COPIES.MESSAGE_ID.eq(MESSAGES.ID))
            .orderBy(MESSAGE_COPIES.ACCOUNT))
        .convertFrom(rows -> rows.map(mapping(Copy::new)));
  }
}
