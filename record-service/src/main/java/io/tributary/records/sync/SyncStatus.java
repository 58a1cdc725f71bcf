package io.tributary.records.sync;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a record's syncs stand, per channel that ever had a job for it. */
record SyncStatus(long recordId, List<OfChannel> channels) {

  /**
   * @param state the newest job's status
   * @param lastSuccessAt when a job last read everything; null if none has yet
   * @param throttledUntil when a waiting job may start; null where none waits
   * @param job the newest job
   */
  record OfChannel(
      String channel, String state, @Nullable OffsetDateTime lastSuccessAt, @Nullable OffsetDateTime throttledUntil, Job job) {}

  record Job(
      UUID jobId,
      String status,
      String triggerReason,
      @Nullable String triggeredBy,
      int accountsTotal,
      int accountsDone,
      long found,
      long published,
      long skipped,
      long pages,
      long providerCalls,
      @Nullable String error,
      @Nullable String errorClass,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime startedAt,
      @Nullable OffsetDateTime finishedAt,
      @Nullable OffsetDateTime nextAttempt) {}
}
