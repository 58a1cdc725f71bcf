package io.tributary.records.sync;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a record's syncs stand, per channel that ever had a job for it. */
record SyncStatus(long recordId, List<OfChannel> channels) {

  /**
   * @param state the newest job's status
   * @param lastSuccessAt when a job last read everything; null if none has yet
   * @param throttledUntil when a waiting job may start; null where none waits
   * @param nextAttempt when the next run may begin, whatever it waits for
   * @param whyNotNow what it waits for, in a sentence; null where nothing holds it up
   * @param running the job that runs now, with its progress
   * @param job the newest job
   */
  record OfChannel(
      String channel,
      String state,
      @Nullable OffsetDateTime lastSuccessAt,
      @Nullable OffsetDateTime throttledUntil,
      @Nullable OffsetDateTime nextAttempt,
      @Nullable String whyNotNow,
      @Nullable JobView running,
      JobView job) {}
}
