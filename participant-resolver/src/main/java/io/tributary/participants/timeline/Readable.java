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
 * hides nothing. {@link SelectMessagesOfConversation} asks it of each message as part of its statement.
 */
final class Readable {

  /** The subject of one of its messages may be read. */
  static Condition conversationSubject() {
    return exists(selectOne().from(MESSAGES)
        .where(MESSAGES.TENANT.eq(CONVERSATIONS.TENANT))
        .and(MESSAGES.CONVERSATION_ID.eq(CONVERSATIONS.ID))
        .and(exists(selectOne().from(MESSAGE_COPIES)
            .leftJoin(CONNECTIONS)
            .on(holds())
            .where(ofThisMessage())
            .and(visibility("FULL", "SUBJECT")))));
  }

  private static Condition holds() {
    return CONNECTIONS.TENANT.eq(MESSAGE_COPIES.TENANT).and(CONNECTIONS.CHANNEL.eq(MESSAGES.CHANNEL)).and(CONNECTIONS.ACCOUNT.eq(MESSAGE_COPIES.ACCOUNT));
  }

  private static Condition ofThisMessage() {
    return MESSAGE_COPIES.TENANT.eq(MESSAGES.TENANT).and(MESSAGE_COPIES.MESSAGE_ID.eq(MESSAGES.ID));
  }

  private static Condition visibility(String... allowed) {
    return coalesce(CONNECTIONS.VISIBILITY, "FULL").in(allowed);
  }

  private Readable() {}
}
