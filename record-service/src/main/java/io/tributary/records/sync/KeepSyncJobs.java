package io.tributary.records.sync;

import static io.tributary.records.jooq.Tables.SYNC_JOB_VIEW;

import io.tributary.events.SyncJob;
import io.tributary.records.jooq.tables.records.SyncJobViewRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Row2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keeps the newest state of every sync job. What is not newer than what is held changes nothing. */
final class KeepSyncJobs implements BatchHandler<SyncJob> {

  private final Database database;

  KeepSyncJobs(Database database) {
    this.database = database;
  }

  @Override
  public void handle(List<Received<SyncJob>> batch) {
    // By key, the last state of a job stands: a batch may hold several, and one statement must not touch a row twice.
    var jobs = new TreeMap<String, SyncJobViewRecord>();
    var gone = new TreeMap<String, String>();
    for (var received : batch) {
      var job = received.value();
      if (job == null) {
        jobs.remove(received.key());
        gone.put(received.key(), received.key());
      } else {
        gone.remove(received.key());
        jobs.merge(received.key(), row(job), (held, next) -> next.getVersion() > held.getVersion() ? next : held);
      }
    }
    database.runAsWorker(db -> {
      store(db, List.copyOf(jobs.values()));
      delete(db, List.copyOf(gone.keySet()));
    });
  }

  private static void store(DSLContext db, List<SyncJobViewRecord> jobs) {
    if (!jobs.isEmpty()) {
      db.insertInto(SYNC_JOB_VIEW)
          .set(jobs)
          .onConflict(SYNC_JOB_VIEW.TENANT, SYNC_JOB_VIEW.JOB_ID)
          .doUpdate()
          .setAllToExcluded()
          .where(SYNC_JOB_VIEW.VERSION.lt(DSL.excluded(SYNC_JOB_VIEW.VERSION)))
          .execute();
    }
  }

  private static void delete(DSLContext db, List<String> keys) {
    if (!keys.isEmpty()) {
      db.deleteFrom(SYNC_JOB_VIEW)
          .where(DSL.row(SYNC_JOB_VIEW.TENANT, SYNC_JOB_VIEW.JOB_ID).in(keys.stream().map(KeepSyncJobs::ofKey).toList()))
          .execute();
    }
  }

  /** {@code tenant|job} */
  private static Row2<String, UUID> ofKey(String key) {
    int bar = key.indexOf('|');
    if (bar < 0) {
      throw new UnprocessableEvent("The key of a sync job's null is not tenant|job.");
    }
    return DSL.row(key.substring(0, bar), UUID.fromString(key.substring(bar + 1)));
  }

  private static SyncJobViewRecord row(SyncJob job) {
    return new SyncJobViewRecord(
        job.getTenant(), UUID.fromString(job.getJobId()), job.getRecordId(), job.getChannel().name(), job.getVersion(),
        job.getStatus().name(), job.getTriggerReason(), job.getTriggeredBy(), job.getAccountsTotal(), job.getAccountsDone(), job.getFound(),
        job.getPublished(), job.getSkipped(), job.getPages(), job.getProviderCalls(), job.getError(), job.getErrorClass(),
        job.getCreatedAt().atOffset(ZoneOffset.UTC), at(job.getStartedAt()), at(job.getFinishedAt()), at(job.getNotBefore()),
        job.getFresh(), SyncJobJson.counts(job.getSkippedWhy()), SyncJobJson.accounts(job.getAccounts()), job.getWaitsFor());
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
