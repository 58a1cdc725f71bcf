package io.tributary.channels.trigger;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.tributary.channels.DatabaseClock;
import java.util.Collection;
import org.jooq.DSLContext;

/** Raises what is wanted by one for each record, in two statements. A record that is not known yet gets its row. */
record ApplyWishes(Collection<SyncWish> wishes) {

  void run(DSLContext db) {
    if (wishes.isEmpty()) {
      return;
    }
    var waiting = SYNC_STATE.WANTED.gt(SYNC_STATE.DONE);
    var insert = db.insertInto(
        SYNC_STATE,
        SYNC_STATE.TENANT,
        SYNC_STATE.RECORD_ID,
        SYNC_STATE.WANTED,
        SYNC_STATE.WANTED_AT,
        SYNC_STATE.PRIORITY,
        SYNC_STATE.REASON,
        SYNC_STATE.TRIGGERED_BY,
        SYNC_STATE.TRACEPARENT);
    for (var wish : wishes) {
      insert = insert.values(
          val(wish.key().tenant()), val(wish.key().record()), val(1L), DatabaseClock.NOW, val(wish.priority().rank()), val(wish.reason()),
          val(wish.by(), SYNC_STATE.TRIGGERED_BY), val(wish.traceparent(), SYNC_STATE.TRACEPARENT));
    }
    insert
        .onConflict(SYNC_STATE.TENANT, SYNC_STATE.RECORD_ID)
        .doUpdate()
        .set(SYNC_STATE.WANTED, SYNC_STATE.WANTED.plus(1L))
        .set(SYNC_STATE.WANTED_AT, WantedAt.OF_ONE_MORE_TRIGGER)
        .set(SYNC_STATE.RETRY_AT, DatabaseClock.LONG_AGO)
        .set(SYNC_STATE.ATTEMPTS, 0)
        .setNull(SYNC_STATE.ATTEMPTING_SINCE)
        .set(SYNC_STATE.PRIORITY, when(waiting, least(SYNC_STATE.PRIORITY, excluded(SYNC_STATE.PRIORITY)))
            .otherwise(excluded(SYNC_STATE.PRIORITY)))
        .set(SYNC_STATE.REASON, excluded(SYNC_STATE.REASON))
        .set(SYNC_STATE.TRIGGERED_BY, excluded(SYNC_STATE.TRIGGERED_BY))
        .set(SYNC_STATE.TRACEPARENT, excluded(SYNC_STATE.TRACEPARENT))
        .execute();
    var forced = wishes.stream().filter(SyncWish::force).map(wish -> row(wish.key().tenant(), wish.key().record())).toList();
    if (!forced.isEmpty()) {
      db.update(SYNC_STATE)
          .set(SYNC_STATE.NOT_BEFORE, DatabaseClock.LONG_AGO)
          .where(row(SYNC_STATE.TENANT, SYNC_STATE.RECORD_ID).in(forced))
          .execute();
    }
  }
}
