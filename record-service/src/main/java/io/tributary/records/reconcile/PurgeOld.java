package io.tributary.records.reconcile;

import io.tributary.service.database.Database;
import java.time.Duration;

/**
 * Removes what is old, after everything was compared: a deleted record's row goes only now, since the comparison has shown that the
 * topics know of its deletion, or has had it published.
 */
final class PurgeOld {

  private static final int ROWS_AT_ONCE = 5_000;

  private final Database database;
  private final Duration keepDeleted;

  /** @param keepDeleted how long a deleted record's row stays; longer than upserts stay on their topic, or a late one would bring it back */
  PurgeOld(Database database, Duration keepDeleted) {
    this.database = database;
    this.keepDeleted = keepDeleted;
  }

  /** Does nothing after a comparison of some records only. */
  void purge(Reconciliation done) {
    if (done.pipeline() == null) {
      while (purgeDeletedRecords(done) == ROWS_AT_ONCE) {}
      purgeBookkeeping();
    }
  }

  private int purgeDeletedRecords(Reconciliation done) {
    return database.asWorker(dsl -> dsl.execute("""
        delete from records where (tenant, id) in (
          select tenant, id from records
          where deleted_at < (select started_at from reconciliations where id = ?) - make_interval(secs => ?)
          order by tenant, id limit ? for update skip locked)""",
        done.id(), (double) keepDeleted.toSeconds(), ROWS_AT_ONCE));
  }

  /** Of each record's jobs on a channel the newest of every status stays, since {@code sync_status} tells of it. */
  private void purgeBookkeeping() {
    database.runAsWorker(dsl -> {
      dsl.execute("delete from reconciliations where finished_at < clock_timestamp() - interval '90 days'");
      dsl.execute("delete from uncaptured_rows where seen_at < clock_timestamp() - interval '90 days'");
      dsl.execute("delete from record_ghosts where found_at < clock_timestamp() - interval '7 days'");
      dsl.execute("""
          delete from sync_job_view old where finished_at < clock_timestamp() - interval '30 days' and exists (
            select from sync_job_view newer
            where newer.tenant = old.tenant and newer.record_id = old.record_id and newer.channel = old.channel
              and newer.status = old.status and newer.created_at > old.created_at)""");
      dsl.execute("""
          delete from sync_job_view job where finished_at < clock_timestamp() - interval '30 days' and not exists (
            select from records where records.tenant = job.tenant and records.id = job.record_id)""");
    });
  }
}
