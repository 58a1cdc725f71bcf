package io.tributary.channels.job;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;
import static org.jooq.impl.DSL.castNull;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.SyncRun;
import io.tributary.events.JobStatus;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends the job of a run.
 *
 * @param waitsFor what the attempt that follows waits for; null where none does
 * @param next wait until the attempt that fetches what this one left; null where none follows by itself
 */
public record EndJob(
    SyncRun run, JobStatus status, @Nullable String error, @Nullable ProviderFailure failure, @Nullable WaitsFor waitsFor,
    @Nullable Duration next) {

  public void store(DSLContext db) {
    new JobProgress(run).counts(db)
        .set(SYNC_JOBS.STATUS, status.name())
        .set(SYNC_JOBS.ERROR, error)
        .set(SYNC_JOBS.ERROR_CLASS, failure == null ? null : failure.name())
        .set(SYNC_JOBS.WAITS_FOR, waitsFor == null ? null : waitsFor.name())
        .set(SYNC_JOBS.FINISHED_AT, DatabaseClock.NOW)
        .set(SYNC_JOBS.NOT_BEFORE, next == null ? castNull(SYNC_JOBS.NOT_BEFORE) : DatabaseClock.in(next))
        .where(SYNC_JOBS.TENANT.eq(run.key().tenant()))
        .and(SYNC_JOBS.JOB_ID.eq(run.claim().job()))
        .execute();
  }
}
