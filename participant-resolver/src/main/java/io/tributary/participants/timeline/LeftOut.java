package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.CONVERSATIONS;
import static io.tributary.participants.jooq.Tables.MESSAGES;
import static io.tributary.participants.jooq.Tables.TENANT_SETTINGS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import org.jooq.Condition;

/** What a tenant may ask to leave out of its timelines. It is stored all the same: asked otherwise, it is there again. */
final class LeftOut {

  /** Conversations of nothing but newsletters, lists and automatic answers, where the tenant leaves out bulk mail. */
  static Condition notBulkAlone() {
    return notExists(selectOne().from(TENANT_SETTINGS)
            .where(TENANT_SETTINGS.TENANT.eq(CONVERSATIONS.TENANT))
            .and(TENANT_SETTINGS.LEAVE_OUT_BULK_MAIL))
        .or(exists(selectOne().from(MESSAGES)
            .where(MESSAGES.TENANT.eq(CONVERSATIONS.TENANT))
            .and(MESSAGES.CONVERSATION_ID.eq(CONVERSATIONS.ID))
            .and(MESSAGES.BULK.eq("NONE"))));
  }

  private LeftOut() {}
}
