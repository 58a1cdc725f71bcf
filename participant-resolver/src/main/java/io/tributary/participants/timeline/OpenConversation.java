package io.tributary.participants.timeline;

import io.tributary.service.web.Problem;
import org.jooq.DSLContext;

/** Somebody reads a conversation now. Finds it and marks it in one statement: a page is not to wait for the database more often than it must. */
final class OpenConversation {

  /** To the minute: reading must not cost a write each time. */
  private static final String OPEN = """
      with asked as (
        select coalesce(merged_into, id) as id from conversations where tenant = ? and id = ?),
      marked as (
        update conversations c set last_accessed_at = clock_timestamp()
        from asked
        where c.tenant = ? and c.id = asked.id and (c.last_accessed_at is null or c.last_accessed_at < clock_timestamp() - interval '1 minute'))
      select id from asked""";

  /** @return the conversation, or the one that it was merged into */
  static long of(DSLContext db, String tenant, long conversation) {
    return db.resultQuery(OPEN, tenant, conversation, tenant)
        .fetchOptional(0, Long.class)
        .orElseThrow(() -> Problem.notFound("conversation", conversation));
  }

  private OpenConversation() {}
}
