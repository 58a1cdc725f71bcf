package io.tributary.channels.job;

import io.tributary.channels.jooq.tables.records.SyncJobsRecord;
import io.tributary.events.Channel;
import io.tributary.events.JobStatus;
import io.tributary.events.Keys;
import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import io.tributary.service.kafka.Outgoing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A job's row as its event. */
public record JobEvent(Channel channel) implements Function<SyncJobsRecord, Outgoing<SyncJob>> {

  @Override
  public Outgoing<SyncJob> apply(SyncJobsRecord row) {
    return Outgoing.of(Topics.SYNC_JOBS, Keys.of(row.getTenant(), row.getJobId()), SyncJob.newBuilder()
        .setTenant(row.getTenant())
        .setJobId(row.getJobId().toString())
        .setRecordId(row.getRecordId())
        .setChannel(channel)
        .setVersion(row.getVersion())
        .setStatus(JobStatus.valueOf(row.getStatus()))
        .setTriggerReason(row.getTriggerReason())
        .setTriggeredBy(row.getTriggeredBy())
        .setAccountsTotal(row.getAccountsTotal())
        .setAccountsDone(row.getAccountsDone())
        .setFound(row.getFound())
        .setPublished(row.getPublished())
        .setSkipped(row.getSkipped())
        .setPages(row.getPages())
        .setProviderCalls(row.getProviderCalls())
        .setError(row.getError())
        .setErrorClass(row.getErrorClass())
        .setCreatedAt(row.getCreatedAt().toInstant())
        .setStartedAt(instant(row.getStartedAt()))
        .setFinishedAt(instant(row.getFinishedAt()))
        .setNotBefore(instant(row.getNotBefore()))
        .build());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
