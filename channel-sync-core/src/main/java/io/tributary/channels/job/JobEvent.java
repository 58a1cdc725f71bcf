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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A job's row as its event. */
public record JobEvent(Channel channel) implements Function<SyncJobsRecord, Outgoing<SyncJob>> {

  @Override
  public Outgoing<SyncJob> apply(SyncJobsRecord row) {
    var job = SyncJob.newBuilder()
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
        .setFresh(row.getFresh())
        .setSkipped(row.getSkipped())
        .setSkippedWhy(SkippedJson.read(row.getSkippedWhy()))
        .setAccounts(AccountsOfRun.read(row.getAccounts()))
        .setPages(row.getPages())
        .setProviderCalls(row.getProviderCalls())
        .setError(row.getError())
        .setErrorClass(row.getErrorClass())
        .setWaitsFor(row.getWaitsFor())
        .setCreatedAt(row.getCreatedAt().toInstant());
    setIfKnown(row.getStartedAt(), job::setStartedAt);
    setIfKnown(row.getFinishedAt(), job::setFinishedAt);
    setIfKnown(row.getNotBefore(), job::setNotBefore);
    return Outgoing.of(Topics.SYNC_JOBS, Keys.of(row.getTenant(), row.getJobId()), job.build()).within(row.getTraceparent());
  }

  private static void setIfKnown(@Nullable OffsetDateTime time, Consumer<Instant> set) {
    if (time != null) {
      set.accept(time.toInstant());
    }
  }
}
