package io.tributary.channels.job;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;

import io.tributary.channels.SyncRun;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import io.tributary.channels.jooq.tables.records.SyncJobsRecord;

/** Shows how far a run has come, while it runs. */
public record JobProgress(SyncRun run) {

  public void store(DSLContext db) {
    counts(db)
        .where(SYNC_JOBS.TENANT.eq(run.key().tenant()))
        .and(SYNC_JOBS.JOB_ID.eq(run.claim().job()))
        .and(SYNC_JOBS.STATUS.eq("RUNNING"))
        .execute();
  }

  /** The update that every change of a running job begins with. */
  UpdateSetMoreStep<SyncJobsRecord> counts(DSLContext db) {
    var counts = run.counts();
    return db.update(SYNC_JOBS)
        .set(SYNC_JOBS.VERSION, SYNC_JOBS.VERSION.plus(1L))
        .set(SYNC_JOBS.ACCOUNTS_TOTAL, counts.accountsTotal())
        .set(SYNC_JOBS.ACCOUNTS_DONE, counts.accountsDone())
        .set(SYNC_JOBS.FOUND, counts.found())
        .set(SYNC_JOBS.PUBLISHED, counts.published())
        .set(SYNC_JOBS.FRESH, counts.fresh())
        .set(SYNC_JOBS.SKIPPED, counts.skipped())
        .set(SYNC_JOBS.SKIPPED_WHY, SkippedJson.write(counts.skippedWhy()))
        .set(SYNC_JOBS.ACCOUNTS, AccountsOfRun.write(run))
        .set(SYNC_JOBS.PAGES, counts.pages())
        .set(SYNC_JOBS.PROVIDER_CALLS, counts.calls());
  }
}
