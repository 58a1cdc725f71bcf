package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.CONVERSATIONS;
import static io.tributary.participants.jooq.Tables.MESSAGES;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * What a tenant may ask to leave out of its timelines. It is stored all the same: asked otherwise, it is there again. Whether the tenant asks is read
 * first: as one condition the two cost a record with many conversations thrice the time, because PostgreSQL plans for a look at the messages of
 * each of them.
 */
final class LeftOut {

  private static final String ASKED = "select from tenant_settings where tenant = ? and leave_out_bulk_mail";

  /** Conversations of nothing but newsletters, lists and automatic answers, where the tenant leaves out bulk mail. */
  static Condition of(DSLContext db, String tenant) {
    return db.resultQuery(ASKED, tenant).fetch().isEmpty() ? noCondition() : notBulkAlone();
  }

  private static Condition notBulkAlone() {
    return exists(selectOne().from(MESSAGES)
        .where(MESSAGES.TENANT.eq(CONVERSATIONS.TENANT))
        .and(MESSAGES.CONVERSATION_ID.eq(CONVERSATIONS.ID))
        .and(MESSAGES.BULK.eq("NONE")));
  }

  private LeftOut() {}
}
