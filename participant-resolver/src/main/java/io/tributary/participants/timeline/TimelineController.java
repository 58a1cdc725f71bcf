package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.CONVERSATIONS;
import static org.jooq.impl.DSL.coalesce;

import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The timeline over all channels. A record of which nothing is known has an empty one: whether it exists is record-service's to say, and what it
 * says of a new record may be on its way.
 */
@RestController
class TimelineController {

  private final Database database;

  TimelineController(Database database) {
    this.database = database;
  }

  @GetMapping("/api/records/{id}/conversations")
  Page<ConversationView> conversations(Tenant tenant, @PathVariable long id, PageRequest page) {
    var read = database.inTenant(
        tenant.id(), new SelectConversationsOfRecord(tenant.id(), id, page, conversationPosition(page.cursor())));
    return Pages.of(read, page, last -> new Object[] {last.lastMessageAt(), last.id()});
  }

  @GetMapping("/api/records/{id}/participants")
  Page<ParticipantView> participants(Tenant tenant, @PathVariable long id, PageRequest page) {
    var read = database.inTenant(tenant.id(), new SelectParticipantsOfRecord(tenant.id(), id, page, Pages.id(page)));
    return Pages.of(read, page, last -> new Object[] {last.id()});
  }

  /** A conversation that was merged into another answers with the messages of that one. */
  @GetMapping("/api/conversations/{id}/messages")
  Page<MessageView> messages(Tenant tenant, @PathVariable long id, PageRequest page) {
    var read = database.inTenant(tenant.id(), db -> {
      var messages = new SelectMessagesOfConversation(tenant.id(), id, page, messagePosition(page.cursor())).apply(db);
      if (messages.isEmpty()) {
        survivor(db, tenant, id); // is there one at all?
      }
      return messages;
    });
    return Pages.of(read, page, last -> new Object[] {last.sentAt(), last.id()});
  }

  @GetMapping("/api/conversations/{id}/participants")
  Page<MemberView> members(Tenant tenant, @PathVariable long id, PageRequest page) {
    var read = database.inTenant(tenant.id(), db ->
        new SelectMembersOfConversation(tenant.id(), survivor(db, tenant, id), page, Pages.id(page)).apply(db));
    return Pages.of(read, page, last -> new Object[] {last.id()});
  }

  @GetMapping("/api/record-summaries")
  Page<RecordSummary> summaries(Tenant tenant, PageRequest page) {
    var read = database.inTenant(tenant.id(), new SelectRecordSummaries(tenant.id(), page, Pages.id(page)));
    return Pages.of(read, page, last -> new Object[] {last.recordId()});
  }

  @GetMapping("/api/communications/totals")
  Totals totals(Tenant tenant) {
    return database.inTenant(tenant.id(), db -> Totals.of(db, tenant.id()));
  }

  private static long survivor(DSLContext db, Tenant tenant, long id) {
    return db.select(coalesce(CONVERSATIONS.MERGED_INTO, CONVERSATIONS.ID))
        .from(CONVERSATIONS)
        .where(CONVERSATIONS.TENANT.eq(tenant.id()))
        .and(CONVERSATIONS.ID.eq(id))
        .fetchOptional(0, Long.class)
        .orElseThrow(() -> Problem.notFound("conversation", id));
  }

  private static SelectConversationsOfRecord.@Nullable Position conversationPosition(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var parts = CursorCodec.decode(cursor, 2);
    return new SelectConversationsOfRecord.Position(Pages.time(parts.get(0)), Pages.number(parts.get(1)));
  }

  private static SelectMessagesOfConversation.@Nullable Position messagePosition(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var parts = CursorCodec.decode(cursor, 2);
    return new SelectMessagesOfConversation.Position(Pages.time(parts.get(0)), Pages.number(parts.get(1)));
  }
}
