package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.greatest;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.SyncRun;
import io.tributary.channels.job.EndJob;
import io.tributary.channels.job.OpenJobs;
import io.tributary.events.JobStatus;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;

/**
 * Ends a run under its fencing token: who lost the lease changes nothing. What was taken is done, unless something is left that a later
 * attempt may fetch; then it stays wanted, and the attempt has a job of its own.
 */
public final class FinishSync {

  private final Database database;

  public FinishSync(Database database) {
    this.database = database;
  }

  /** False if the lease was lost. */
  boolean finish(SyncRun run, SyncEnd end) {
    return database.asWorker(db -> {
      boolean ours = switch (end) {
        case SyncEnd.Completed _ -> done(db, run);
        case SyncEnd.NothingToAsk _ -> done(db, run);
        case SyncEnd.LeftSomething left -> left.next() == null ? done(db, run) : later(db, run, left, left.next());
      };
      if (ours) {
        jobEnd(run, end).store(db);
        new OpenJobs(List.of(run.key())).run(db);
      }
      return ours;
    });
  }

  private static boolean done(DSLContext db, SyncRun run) {
    // Where there is nobody to ask there is nothing to cool down from: the first account may be connected in a moment. Not where all was
    // read already: it was a worker before this one who called.
    boolean withoutCalls = run.counts().calls() == 0 && run.counts().accountsTotal() == 0;
    return db.update(SYNC_STATE)
            .set(SYNC_STATE.DONE, greatest(SYNC_STATE.DONE, SYNC_STATE.TAKEN))
            .set(SYNC_STATE.ATTEMPTS, 0)
            .setNull(SYNC_STATE.ATTEMPTING_SINCE)
            .set(SYNC_STATE.RETRY_AT, DatabaseClock.LONG_AGO)
            .set(SYNC_STATE.NOT_BEFORE, withoutCalls ? DatabaseClock.LONG_AGO : SYNC_STATE.NOT_BEFORE)
            .setNull(SYNC_STATE.LEASE_UNTIL)
            .setNull(SYNC_STATE.LEASE_TOKEN)
            .where(SYNC_STATE.TENANT.eq(run.key().tenant()))
            .and(SYNC_STATE.RECORD_ID.eq(run.key().record()))
            .and(SYNC_STATE.LEASE_TOKEN.eq(run.claim().token()))
            .execute()
        == 1;
  }

  private static boolean later(DSLContext db, SyncRun run, SyncEnd.LeftSomething left, Duration next) {
    return db.update(SYNC_STATE)
            .set(SYNC_STATE.TAKEN, SYNC_STATE.DONE)
            .set(SYNC_STATE.ATTEMPTS, SYNC_STATE.ATTEMPTS.plus(left.ownFault() ? 1 : 0))
            .set(SYNC_STATE.WAITS_FOR, left.waitsFor().name())
            .set(SYNC_STATE.RETRY_AT, DatabaseClock.in(next))
            .setNull(SYNC_STATE.LEASE_UNTIL)
            .setNull(SYNC_STATE.LEASE_TOKEN)
            .where(SYNC_STATE.TENANT.eq(run.key().tenant()))
            .and(SYNC_STATE.RECORD_ID.eq(run.key().record()))
            .and(SYNC_STATE.LEASE_TOKEN.eq(run.claim().token()))
            .execute()
        == 1;
  }

  private static EndJob jobEnd(SyncRun run, SyncEnd end) {
    return switch (end) {
      case SyncEnd.Completed _ -> new EndJob(run, JobStatus.COMPLETED, null, null, null, null);
      case SyncEnd.NothingToAsk _ -> new EndJob(run, JobStatus.CANCELLED, "The record has no identifier on this channel.", null, null, null);
      case SyncEnd.LeftSomething left ->
          new EndJob(run, left.partly() ? JobStatus.PARTIAL : JobStatus.FAILED, left.error(), left.failure(), left.waitsFor(), left.next());
    };
  }
}
