package io.tributary.connectors.slack;

import static io.tributary.connectors.jooq.Tables.THREADS;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;

import io.tributary.connectors.ConnectionKey;
import io.tributary.service.database.Database;
import java.math.BigDecimal;
import java.util.List;
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

  void caughtUp(DSLContext db, String channel, Watched thread) {
    db.update(THREADS)
        .set(THREADS.CAUGHT_UP_TO, thread.latestReply())
        .where(inChannel(channel))
        .and(THREADS.THREAD.eq(thread.ts()))
        .execute();
  }

  private Condition inChannel(String channel) {
    return THREADS.TENANT.eq(key.tenant()).and(THREADS.WORKSPACE.eq(key.workspace())).and(THREADS.CHANNEL.eq(channel));
  }
}
