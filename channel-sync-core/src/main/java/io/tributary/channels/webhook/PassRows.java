package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.ACCOUNT_PASSES;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.jooq.tables.records.AccountPassesRecord;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jspecify.annotations.Nullable;

/** How far passes came. */
final class PassRows {

  private final Database database;
  private final Duration every;
  private final Duration lease;

  PassRows(Database database, Duration every, Duration lease) {
    this.database = database;
    this.every = every;
    this.lease = lease;
  }

  /** After a page: the next one is this worker's too. */
  void goOn(Pass pass, long missed) {
    database.runAsWorker(db -> counted(db, missed)
        .set(ACCOUNT_PASSES.CURSOR, pass.cursor())
        .set(ACCOUNT_PASSES.NEWEST, written(pass))
        .set(ACCOUNT_PASSES.NEXT_AT, DatabaseClock.in(lease))
        .where(isOf(pass))
        .execute());
  }

  /** Whoever is free then goes on at its page. */
  void dueIn(Pass pass, Duration wait) {
    database.runAsWorker(db -> db.update(ACCOUNT_PASSES).set(ACCOUNT_PASSES.NEXT_AT, DatabaseClock.in(wait)).where(isOf(pass)).execute());
  }

  /** Everything newer than its bound was compared. How many messages the whole pass missed. */
  long end(Pass pass, long missed) {
    return database.asWorker(db -> {
      long all = counted(db, missed)
          .set(ACCOUNT_PASSES.READ_UNTIL, greatest(ACCOUNT_PASSES.READ_UNTIL, val(written(pass), ACCOUNT_PASSES.READ_UNTIL)))
          .set(ACCOUNT_PASSES.NEXT_AT, DatabaseClock.in(every))
          .where(isOf(pass))
          .returningResult(ACCOUNT_PASSES.UNDER_WAY)
          .fetchSingle()
          .value1();
      db.update(ACCOUNT_PASSES)
          .set(ACCOUNT_PASSES.LAST_MISSED, ACCOUNT_PASSES.UNDER_WAY)
          .set(ACCOUNT_PASSES.UNDER_WAY, 0L)
          .set(ACCOUNT_PASSES.PASSES, ACCOUNT_PASSES.PASSES.plus(1L))
          .set(ACCOUNT_PASSES.LAST_AT, DatabaseClock.NOW)
          .setNull(ACCOUNT_PASSES.BOUND)
          .setNull(ACCOUNT_PASSES.CURSOR)
          .setNull(ACCOUNT_PASSES.NEWEST)
          .where(isOf(pass))
          .execute();
      return all;
    });
  }

  private static UpdateSetMoreStep<AccountPassesRecord> counted(DSLContext db, long missed) {
    return db.update(ACCOUNT_PASSES)
        .set(ACCOUNT_PASSES.MISSED, ACCOUNT_PASSES.MISSED.plus(missed))
        .set(ACCOUNT_PASSES.UNDER_WAY, ACCOUNT_PASSES.UNDER_WAY.plus(missed));
  }

  private static @Nullable OffsetDateTime written(Pass pass) {
    return pass.newest() == null ? null : pass.newest().atOffset(ZoneOffset.UTC);
  }

  private static Condition isOf(Pass pass) {
    return ACCOUNT_PASSES.TENANT.eq(pass.key().tenant()).and(ACCOUNT_PASSES.ACCOUNT.eq(pass.key().account()));
  }
}
