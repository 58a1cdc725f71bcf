package io.tributary.channels.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.channels.jooq.tables.records.SyncJobsRecord;
import io.tributary.channels.jooq.tables.records.SyncStateRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a record's sync stands on this channel.
 *
 * @param state idle, waiting, deferred or running
 * @param waitsFor what a deferred sync waits for: the cooldown, a budget, an account; null where it is not deferred
 * @param notBefore until when a waiting sync is deferred; null where it may run now
 * @param jobs the latest jobs, newest first
 */
record SyncStatus(
    @JsonProperty("record_id") long recordId,
    String state,
    @JsonProperty("not_before") @Nullable Instant notBefore,
    @JsonProperty("waits_for") @Nullable String waitsFor,
    List<Job> jobs) {

  record Job(
      @JsonProperty("job_id") UUID jobId,
      String status,
      @JsonProperty("trigger_reason") String triggerReason,
      @JsonProperty("accounts_total") int accountsTotal,
      @JsonProperty("accounts_done") int accountsDone,
      long found,
      long published,
      @JsonProperty("new") long fresh,
      long skipped,
      @JsonProperty("skipped_why") Map<String, Long> skippedWhy,
      long pages,
      @JsonProperty("provider_calls") long providerCalls,
      @Nullable String error,
      @JsonProperty("error_class") @Nullable String errorClass,
      @JsonProperty("waits_for") @Nullable String waitsFor,
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("started_at") @Nullable Instant startedAt,
      @JsonProperty("finished_at") @Nullable Instant finishedAt,
      @JsonProperty("not_before") @Nullable Instant notBefore) {

    static Job of(SyncJobsRecord row) {
      return new Job(
          row.getJobId(), row.getStatus(), row.getTriggerReason(), row.getAccountsTotal(), row.getAccountsDone(), row.getFound(),
          row.getPublished(), row.getFresh(), row.getSkipped(), SkippedJson.read(row.getSkippedWhy()), row.getPages(),
          row.getProviderCalls(), row.getError(), row.getErrorClass(), row.getWaitsFor(),
          row.getCreatedAt().toInstant(), instant(row.getStartedAt()), instant(row.getFinishedAt()), instant(row.getNotBefore()));
    }
  }

  static SyncStatus of(SyncStateRecord row, OffsetDateTime now, List<Job> jobs) {
    boolean running = row.getLeaseToken() != null;
    boolean wanted = row.getWanted() > row.getDone();
    var due = row.getAttemptingSince() == null ? row.getNotBefore() : row.getRetryAt();
    boolean deferred = wanted && !running && due.isAfter(now);
    var state = running ? "running" : deferred ? "deferred" : wanted ? "waiting" : "idle";
    var waitsFor = !deferred ? null : row.getAttemptingSince() == null ? WaitsFor.COOLDOWN.name() : row.getWaitsFor();
    return new SyncStatus(row.getRecordId(), state, deferred ? due.toInstant() : null, waitsFor, jobs);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
