package io.tributary.participants.timeline;

import org.jooq.DSLContext;

/** That somebody reads a conversation now. To the minute: reading must not cost a write each time. */
final class MarkAccessed {

  private static final String MARK = """
      update conversations set last_accessed_at = clock_timestamp()
      where tenant = ? and id = ? and (last_accessed_at is null or last_accessed_at < clock_timestamp() - interval '1 minute')""";

  static void of(DSLContext db, String tenant, long conversation) {
    db.execute(MARK, tenant, conversation);
  }

  private MarkAccessed() {}
}
