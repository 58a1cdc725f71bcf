package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.WEBHOOK_EVENTS;
import static io.tributary.channels.jooq.Tables.WEBHOOK_HINTS;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.jooq.tables.records.WebhookHintsRecord;
import io.tributary.service.database.Database;
import java.time.Duration;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;

/** What becomes of a question that was asked. Wished again meanwhile, it stays. */
final class EndHint {

  private final Database database;

  EndHint(Database database) {
    this.database = database;
  }

  void done(DueHint due) {
    database.runAsWorker(db -> {
      int ended = db.deleteFrom(WEBHOOK_HINTS).where(isIt(due)).and(WEBHOOK_HINTS.CREATED_AT.eq(due.wishedAt())).execute();
      if (ended == 0) {
        freed(db).setNull(WEBHOOK_HINTS.CURSOR).where(isIt(due)).execute();
      }
    });
  }

  void goOn(DueHint due, String cursor) {
    database.runAsWorker(db -> freed(db).set(WEBHOOK_HINTS.CURSOR, cursor).where(isIt(due)).execute());
  }

  void later(DueHint due, Duration wait) {
    database.runAsWorker(db -> freed(db)
        .set(WEBHOOK_HINTS.ATTEMPTS, due.attempts() + 1)
        .set(WEBHOOK_HINTS.DUE_AT, DatabaseClock.in(wait))
        .where(isIt(due))
        .execute());
  }

  void laterUntried(DueHint due, Duration wait) {
    database.runAsWorker(db -> freed(db).set(WEBHOOK_HINTS.DUE_AT, DatabaseClock.in(wait)).where(isIt(due)).execute());
  }

  /** Its events count as never read, so that the next pass over the account may find the message. */
  void giveUp(DueHint due) {
    database.runAsWorker(db -> {
      db.deleteFrom(WEBHOOK_HINTS).where(isIt(due)).execute();
      db.deleteFrom(WEBHOOK_EVENTS)
          .where(WEBHOOK_EVENTS.TENANT.eq(due.key().tenant()))
          .and(WEBHOOK_EVENTS.ACCOUNT.eq(due.key().account()))
          .and(WEBHOOK_EVENTS.ID.eq(due.message()))
          .execute();
    });
  }

  private static UpdateSetMoreStep<WebhookHintsRecord> freed(DSLContext db) {
    return db.update(WEBHOOK_HINTS).set(WEBHOOK_HINTS.LEASE_UNTIL, DatabaseClock.LONG_AGO);
  }

  private static Condition isIt(DueHint due) {
    return WEBHOOK_HINTS.TENANT.eq(due.key().tenant())
        .and(WEBHOOK_HINTS.ACCOUNT.eq(due.key().account()))
        .and(WEBHOOK_HINTS.KIND.eq(due.hint().kind().name()))
        .and(WEBHOOK_HINTS.ID.eq(due.hint().id()));
  }
}
