package io.tributary.channels.job;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.RecordKey;
import java.util.Collection;
import org.jooq.DSLContext;

/**
 * Opens the one open job of each record that is wanted and not yet taken by a run, or joins it. One statement, which may be repeated:
 * it looks at what stands in {@code sync_state}, not at what the caller did.
 *
 * @param held records whose rows the caller's transaction holds: one that a run could take meanwhile would get an open job that nothing ever takes
 */
public record OpenJobs(Collection<RecordKey> held) {

  public void run(DSLContext db) {
    if (held.isEmpty()) {
      return;
    }
    var due = Due.DUE;
    db.insertInto(
            SYNC_JOBS,
            SYNC_JOBS.TENANT,
            SYNC_JOBS.RECORD_ID,
            SYNC_JOBS.STATUS,
            SYNC_JOBS.TRIGGER_REASON,
            SYNC_JOBS.TRIGGERED_BY,
            SYNC_JOBS.TRACEPARENT,
            SYNC_JOBS.NOT_BEFORE,
            SYNC_JOBS.WAITS_FOR)
        .select(select(
                SYNC_STATE.TENANT,
                SYNC_STATE.RECORD_ID,
                when(due.gt(DatabaseClock.NOW), inline("DEFERRED")).else_(inline("PENDING")),
                coalesce(SYNC_STATE.REASON, inline("UNKNOWN")),
                SYNC_STATE.TRIGGERED_BY,
                SYNC_STATE.TRACEPARENT,
                nullif(due, DatabaseClock.LONG_AGO),
                when(due.le(DatabaseClock.NOW), castNull(SYNC_JOBS.WAITS_FOR))
                    .when(SYNC_STATE.ATTEMPTING_SINCE.isNotNull(), SYNC_STATE.WAITS_FOR)
                    .else_(inline(WaitsFor.COOLDOWN.name())))
            .from(SYNC_STATE)
            .where(row(SYNC_STATE.TENANT, SYNC_STATE.RECORD_ID).in(held.stream().map(key -> row(key.tenant(), key.record())).toList()))
            .and(SYNC_STATE.WANTED.gt(SYNC_STATE.TAKEN))
            .and(SYNC_STATE.WANTED.gt(SYNC_STATE.DONE))
            .orderBy(SYNC_STATE.TENANT, SYNC_STATE.RECORD_ID))
        .onConflict(SYNC_JOBS.TENANT, SYNC_JOBS.RECORD_ID)
        .where(SYNC_JOBS.STATUS.in(inline("PENDING"), inline("DEFERRED")))
        .doUpdate()
        .set(SYNC_JOBS.STATUS, excluded(SYNC_JOBS.STATUS))
        .set(SYNC_JOBS.NOT_BEFORE, excluded(SYNC_JOBS.NOT_BEFORE))
        .set(SYNC_JOBS.WAITS_FOR, excluded(SYNC_JOBS.WAITS_FOR))
        .set(SYNC_JOBS.TRIGGERED_BY, coalesce(excluded(SYNC_JOBS.TRIGGERED_BY), SYNC_JOBS.TRIGGERED_BY))
        .set(SYNC_JOBS.VERSION, SYNC_JOBS.VERSION.plus(1L))
        .where(row(excluded(SYNC_JOBS.STATUS), excluded(SYNC_JOBS.NOT_BEFORE))
            .isDistinctFrom(row(SYNC_JOBS.STATUS, SYNC_JOBS.NOT_BEFORE)))
        .execute();
  }
}
