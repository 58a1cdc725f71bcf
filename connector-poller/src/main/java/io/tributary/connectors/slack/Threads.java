package io.tributary.connectors.slack;

import static io.tributary.connectors.jooq.Tables.THREADS;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;

import io.tributary.connectors.ConnectionKey;
import io.tributary.service.database.Database;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The threads that were seen, and how far each was read. */
record Threads(Database database, ConnectionKey key) {

  /** @param caughtUpTo ts of the last reply that was read; 0 before the first */
  record Watched(String ts, String caughtUpTo, String latestReply) {}

  private static final Field<BigDecimal> LATEST = DSL.cast(THREADS.LATEST_REPLY, BigDecimal.class);
  private static final Field<BigDecimal> CAUGHT_UP = DSL.cast(THREADS.CAUGHT_UP_TO, BigDecimal.class);

  /** Nothing is behind, and yet the parent counts more: worth one more reading from the beginning for each number it says. */
  private static final Condition IS_SHORT = CAUGHT_UP.ge(DSL.cast(excluded(THREADS.LATEST_REPLY), BigDecimal.class))
      .and(THREADS.STORED.lt(excluded(THREADS.REPLIES)))
      .and(THREADS.RECOUNTED.ne(excluded(THREADS.REPLIES)));

  void watch(DSLContext db, String channel, List<SlackApi.Message> messages) {
    var parents = messages.stream().filter(message -> message.isParent() && Ts.isTs(message.ts()) && Ts.isTs(message.latestReply())).toList();
    if (parents.isEmpty()) {
      return;
    }
    db.insertInto(THREADS, THREADS.TENANT, THREADS.WORKSPACE, THREADS.CHANNEL, THREADS.THREAD, THREADS.LATEST_REPLY, THREADS.REPLIES)
        .valuesOfRows(parents.stream()
            .map(parent -> row(key.tenant(), key.workspace(), channel, parent.ts(), parent.latestReply(), parent.replyCount()))
            .toList())
        .onConflict(THREADS.TENANT, THREADS.WORKSPACE, THREADS.CHANNEL, THREADS.THREAD)
        .doUpdate()
        .set(THREADS.LATEST_REPLY, excluded(THREADS.LATEST_REPLY))
        .set(THREADS.REPLIES, excluded(THREADS.REPLIES))
        .set(THREADS.CAUGHT_UP_TO, DSL.when(IS_SHORT, "0").otherwise(THREADS.CAUGHT_UP_TO))
        .set(THREADS.STORED, DSL.when(IS_SHORT, 0).otherwise(THREADS.STORED))
        .set(THREADS.RECOUNTED, DSL.when(IS_SHORT, excluded(THREADS.REPLIES)).otherwise(THREADS.RECOUNTED))
        .execute();
  }

  /** One whose latest reply was not read yet. */
  Optional<Watched> nextBehind(String channel) {
    return database.asWorker(db -> db.selectFrom(THREADS)
        .where(inChannel(channel))
        .and(LATEST.gt(CAUGHT_UP))
        .orderBy(LATEST)
        .limit(1)
        .fetchOptional(row -> new Watched(row.getThread(), row.getCaughtUpTo(), row.getLatestReply())));
  }

  Optional<Watched> of(String channel, String ts) {
    return database.asWorker(db -> db.selectFrom(THREADS)
        .where(inChannel(channel))
        .and(THREADS.THREAD.eq(ts))
        .fetchOptional(row -> new Watched(row.getThread(), row.getCaughtUpTo(), row.getLatestReply())));
  }

  /**
   * The thread was read to its end.
   *
   * @param read how many replies that took
   * @param until ts of the last one
   */
  void caughtUp(DSLContext db, String channel, Watched thread, int read, String until) {
    db.update(THREADS)
        .set(THREADS.CAUGHT_UP_TO, until)
        .set(THREADS.STORED, THREADS.STORED.plus(read))
        .where(inChannel(channel))
        .and(THREADS.THREAD.eq(thread.ts()))
        .execute();
  }

  /** There is no such thread any more. */
  void forget(DSLContext db, String channel, Watched thread) {
    db.deleteFrom(THREADS).where(inChannel(channel)).and(THREADS.THREAD.eq(thread.ts())).execute();
  }

  /** @return how many replies the parents count that were never read, of the threads that lived after {@code since} (ts) */
  long missing(String channel, String since) {
    var missing = DSL.coalesce(DSL.sum(DSL.greatest(THREADS.REPLIES.minus(THREADS.STORED), DSL.val(0))), BigDecimal.ZERO);
    return database.<Long>asWorker(db -> Objects.requireNonNull(db.select(missing).from(THREADS)
        .where(inChannel(channel))
        .and(LATEST.gt(new BigDecimal(since)))
        .fetchSingle(missing)).longValue());
  }

  private Condition inChannel(String channel) {
    return THREADS.TENANT.eq(key.tenant()).and(THREADS.WORKSPACE.eq(key.workspace())).and(THREADS.CHANNEL.eq(channel));
  }
}
