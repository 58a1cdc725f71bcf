package io.tributary.records.sync;

import static io.tributary.records.jooq.Tables.SYNC_JOB_VIEW;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;

import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.List;
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
    var running = SYNC_JOB_VIEW.as("running");
    var runningJob = multiset(selectFrom(running)
        .where(running.TENANT.eq(SYNC_JOB_VIEW.TENANT))
        .and(running.RECORD_ID.eq(SYNC_JOB_VIEW.RECORD_ID))
        .and(running.CHANNEL.eq(SYNC_JOB_VIEW.CHANNEL))
        .and(running.STATUS.eq("RUNNING"))
        .orderBy(running.CREATED_AT.desc())
        .limit(1)).convertFrom(rows -> rows.map(row -> JobView.of(row.into(SYNC_JOB_VIEW)))).as("running_job");
    var channels = database.inTenant(tenant, db -> db
        .select(SYNC_JOB_VIEW, lastSuccess, runningJob)
        .distinctOn(SYNC_JOB_VIEW.CHANNEL)
        .from(SYNC_JOB_VIEW)
        .where(SYNC_JOB_VIEW.TENANT.eq(tenant))
        .and(SYNC_JOB_VIEW.RECORD_ID.eq(recordId))
        .orderBy(SYNC_JOB_VIEW.CHANNEL, SYNC_JOB_VIEW.CREATED_AT.desc())
        .fetch(row -> ofChannel(JobView.of(row.value1()), row.value2(), row.value3())));
    return new SyncStatus(recordId, channels);
  }

  private static SyncStatus.OfChannel ofChannel(JobView job, @Nullable OffsetDateTime lastSuccess, List<JobView> running) {
    boolean waits = WAITING.contains(job.status());
    var next = waits ? job.nextAttempt() : null;
    return new SyncStatus.OfChannel(
        job.channel(), job.status(), lastSuccess, next, next, waits ? why(job.waitsFor()) : null,
        running.isEmpty() ? null : running.getFirst(), job);
  }

  private static @Nullable String why(@Nullable String waitsFor) {
    return switch (waitsFor == null ? "" : waitsFor) {
      case "COOLDOWN" -> "It was synced a moment ago: what changed since is synced when the cooldown ends, or at once with force.";
      case "BUDGET" -> "The account's calls are used up for now.";
      case "ACCOUNT" -> "The account rests: the provider refused it, or asked for a pause.";
      case "RECONNECT" -> "The account's access is dead: somebody has to connect it again.";
      case "RETRY" -> "The last run failed; it is tried again.";
      default -> null;
    };
  }
}
