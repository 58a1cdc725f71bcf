package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.tributary.channels.RecordKey;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * The jobs of syncs that were just claimed: each record's open one starts, or the one of a dead worker goes on. A job's start is the claim's
 * moment, from which the cooldown counts too, however long the statements between take.
 *
 * @param lease of the claims
 */
record StartJobs(List<RecordKey> claimed, Duration lease) {

  Map<RecordKey, UUID> run(DSLContext db) {
    endJobsOfDeadWorkersThatHaveASuccessor(db);
    var jobs = new HashMap<RecordKey, UUID>();
    db.update(SYNC_JOBS)
        .set(SYNC_JOBS.STATUS, "RUNNING")
        .set(SYNC_JOBS.STARTED_AT, coalesce(SYNC_JOBS.STARTED_AT, claimedAt(SYNC_JOBS.TENANT, SYNC_JOBS.RECORD_ID)))
        .setNull(SYNC_JOBS.NOT_BEFORE)
        .setNull(SYNC_JOBS.WAITS_FOR)
        .set(SYNC_JOBS.VERSION, SYNC_JOBS.VERSION.plus(1L))
        .where(ofClaimed())
        .and(SYNC_JOBS.STATUS.in(inline("PENDING"), inline("DEFERRED"), inline("RUNNING")))
        .returningResult(SYNC_JOBS.TENANT, SYNC_JOBS.RECORD_ID, SYNC_JOBS.JOB_ID)
        .fetch()
        .forEach(started -> jobs.put(new RecordKey(started.value1(), started.value2()), started.value3()));
    claimed.forEach(key -> jobs.computeIfAbsent(key, missing -> insert(db, missing)));
    return jobs;
  }

  private void endJobsOfDeadWorkersThatHaveASuccessor(DSLContext db) {
    var next = SYNC_JOBS.as("next");
    db.update(SYNC_JOBS)
        .set(SYNC_JOBS.STATUS, "FAILED")
        .set(SYNC_JOBS.ERROR, "The worker stopped in mid-run; the next job continues its walks.")
        .set(SYNC_JOBS.FINISHED_AT, claimedAt(SYNC_JOBS.TENANT, SYNC_JOBS.RECORD_ID))
        .set(SYNC_JOBS.VERSION, SYNC_JOBS.VERSION.plus(1L))
        .where(ofClaimed())
        .and(SYNC_JOBS.STATUS.eq(inline("RUNNING")))
        .and(exists(selectOne()
            .from(next)
            .where(next.TENANT.eq(SYNC_JOBS.TENANT))
            .and(next.RECORD_ID.eq(SYNC_JOBS.RECORD_ID))
            .and(next.STATUS.in(inline("PENDING"), inline("DEFERRED")))))
        .execute();
  }

  private UUID insert(DSLContext db, RecordKey key) {
    return db.insertInto(SYNC_JOBS)
        .set(SYNC_JOBS.TENANT, key.tenant())
        .set(SYNC_JOBS.RECORD_ID, key.record())
        .set(SYNC_JOBS.STATUS, "RUNNING")
        .set(SYNC_JOBS.TRIGGER_REASON, "UNKNOWN")
        .set(SYNC_JOBS.STARTED_AT, claimedAt(inline(key.tenant()), inline(key.record())))
        .returningResult(SYNC_JOBS.JOB_ID)
        .fetchSingle()
        .value1();
  }

  private Field<OffsetDateTime> claimedAt(Field<String> tenant, Field<Long> record) {
    var moment = DSL.field("{0} - {1} * interval '1 millisecond'", OffsetDateTime.class, SYNC_STATE.LEASE_UNTIL, inline(lease.toMillis()));
    return DSL.field(select(moment).from(SYNC_STATE).where(SYNC_STATE.TENANT.eq(tenant)).and(SYNC_STATE.RECORD_ID.eq(record)));
  }

  private Condition ofClaimed() {
    return row(SYNC_JOBS.TENANT, SYNC_JOBS.RECORD_ID).in(claimed.stream().map(key -> row(key.tenant(), key.record())).toList());
  }
}
