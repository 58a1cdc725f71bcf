package io.tributary.records.sync;

import static io.tributary.records.jooq.Tables.SYNC_JOB_VIEW;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import io.tributary.records.jooq.tables.records.SyncJobViewRecord;
import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest job of each channel, and when each channel last read everything; by the index on (tenant, record, channel, created). */
@Component
class ReadSyncStatus {

  private static final List<String> WAITING = List.of("PENDING", "DEFERRED", "PARTIAL", "FAILED");

  private final Database database;

  ReadSyncStatus(Database database) {
    this.database = database;
  }

  SyncStatus of(String tenant, long recordId) {
    var success = SYNC_JOB_VIEW.as("success");
    var lastSuccess = field(select(max(success.FINISHED_AT)).from(success)
        .where(success.TENANT.eq(SYNC_JOB_VIEW.TENANT))
        .and(success.RECORD_ID.eq(SYNC_JOB_VIEW.RECORD_ID))
        .and(success.CHANNEL.eq(SYNC_JOB_VIEW.CHANNEL))
        .and(success.STATUS.eq("COMPLETED"))).as("last_success");
    var channels = database.inTenant(tenant, db -> db
        .select(SYNC_JOB_VIEW, lastSuccess)
        .distinctOn(SYNC_JOB_VIEW.CHANNEL)
        .from(SYNC_JOB_VIEW)
        .where(SYNC_JOB_VIEW.TENANT.eq(tenant))
        .and(SYNC_JOB_VIEW.RECORD_ID.eq(recordId))
        .orderBy(SYNC_JOB_VIEW.CHANNEL, SYNC_JOB_VIEW.CREATED_AT.desc())
        .fetch(row -> ofChannel(row.value1(), row.value2())));
    return new SyncStatus(recordId, channels);
  }

  private static SyncStatus.OfChannel ofChannel(SyncJobViewRecord job, @Nullable OffsetDateTime lastSuccess) {
    var waitsUntil = WAITING.contains(job.getStatus()) ? job.getNotBefore() : null;
    return new SyncStatus.OfChannel(
        job.getChannel().toLowerCase(Locale.ROOT), job.getStatus(), lastSuccess, waitsUntil,
        new SyncStatus.Job(job.getJobId(), job.getStatus(), job.getTriggerReason(), job.getTriggeredBy(), job.getAccountsTotal(),
            job.getAccountsDone(), job.getFound(), job.getPublished(), job.getSkipped(), job.getPages(), job.getProviderCalls(),
            job.getError(), job.getErrorClass(), job.getCreatedAt(), job.getStartedAt(), job.getFinishedAt(), job.getNotBefore()));
  }
}
