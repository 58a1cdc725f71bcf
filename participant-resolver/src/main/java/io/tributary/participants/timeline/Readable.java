package io.tributary.participants.timeline;

import static io.tributary.participants.jooq.Tables.CONNECTIONS;
import static io.tributary.participants.jooq.Tables.CONVERSATIONS;
import static io.tributary.participants.jooq.Tables.MESSAGES;
import static io.tributary.participants.jooq.Tables.MESSAGE_COPIES;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import org.jooq.Condition;

/**
 * How much of a message may be read: as much as the most open of the accounts that hold a copy of it allows. An account of which nothing is known
 * hides nothing.
 */
final class Readable {

  static Condition subject() {
    return heldBy("FULL", "SUBJECT");
  }

  static Condition text() {
    return heldBy("FULL");
  }

  /** The subject of one of its messages may be read. */
  static Condition conversationSubject() {
    return exists(selectOne().from(MESSAGES)
        .where(MESSAGES.TENANT.eq(CONVERSATIONS.TENANT))
        .and(MESSAGES.CONVERSATION_ID.eq(CONVERSATIONS.ID))
        .and(subject()));
  }

  private static Condition heldBy(String... visibilities) {
    return exists(selectOne().from(MESSAGE_COPIES)
        .leftJoin(CONNECTIONS)
        .on(CONNECTIONS.TENANT.eq(MESSAGE_COPIES.TENANT))
        .and(CONNECTIONS.CHANNEL.eq(MESSAGES.CHANNEL))
        .and(CONNECTIONS.ACCOUNT.eq(MESSAGE_COPIES.ACCOUNT))
        .where(MESSAGE_COPIES.TENANT.eq(MESSAGES.TENANT))
        .and(MESSAGE_COPIES.MESSAGE_ID.eq(MESSAGES.ID))
        .and(coalesce(CONNECTIONS.VISIBILITY, "FULL").in(visibilities)));
  }

  private Readable() {}
}
