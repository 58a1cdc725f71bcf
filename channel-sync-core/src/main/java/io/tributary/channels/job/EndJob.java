package io.tributary.channels.job;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.SyncRun;
import io.tributary.events.JobStatus;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Ends the job of a run. */
public record EndJob(SyncRun run, JobStatus status, @Nullable String error, @Nullable ProviderFailure failure) {

  public void store(DSLContext db) {
    new JobProgress(run).counts(db)
        .set(SYNC_JOBS.STATUS, status.name())
        .set(SYNC_JOBS.ERROR, error)
        .set(SYNC_JOBS.ERROR_CLASS, failure == null ? null : failure.name())
        .set(SYNC_JOBS.FINISHED_AT, DatabaseClock.NOW)
        .where(SYNC_JOBS.TENANT.eq(run.key().tenant()))
        .and(SYNC_JOBS.JOB_ID.eq(run.claim().job()))
        .execute();
  }
}
