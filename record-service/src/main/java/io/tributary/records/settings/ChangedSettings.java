package io.tributary.records.settings;

import io.tributary.records.record.Storable;
import io.tributary.service.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to change; null where nothing does.
 *
 * @param defaultContactPipeline as {@code defaultContactStatus}: empty switches both off
 */
record ChangedSettings(
    @Nullable Integer cooldownSeconds,
    @Nullable Boolean leaveOutBulkMail,
    @Nullable Boolean keepStrangers,
    @Nullable Integer orphanRetentionDays,
    @Nullable List<@Nullable String> pipelineRanks,
    @Nullable String defaultContactPipeline,
    @Nullable String defaultContactStatus) {

  private static final int LONGEST_COOLDOWN = 86_400;
  private static final int LONGEST_RETENTION = 36_500;
  private static final int MOST_RANKS = 100;
  private static final int LONGEST_STATUS = 100;

  /** @throws Problem 422 if something of it cannot be */
  ChangedSettings checked() {
    if (cooldownSeconds != null && (cooldownSeconds < 0 || cooldownSeconds > LONGEST_COOLDOWN)) {
      throw Problem.invalid("cooldown_seconds", "must be from 0 to %d".formatted(LONGEST_COOLDOWN));
    }
    if (orphanRetentionDays != null && (orphanRetentionDays < 1 || orphanRetentionDays > LONGEST_RETENTION)) {
      throw Problem.invalid("orphan_retention_days", "must be from 1 to %d; to keep everything, set keep_strangers".formatted(LONGEST_RETENTION));
    }
    if (pipelineRanks != null && (pipelineRanks.size() > MOST_RANKS || pipelineRanks.stream().anyMatch(it -> it == null || it.isBlank()))) {
      throw Problem.invalid("pipeline_ranks", "must be at most %d names of pipelines".formatted(MOST_RANKS));
    }
    if (defaultContactStatus != null && (defaultContactStatus.length() > LONGEST_STATUS || !Storable.text(defaultContactStatus))) {
      throw Problem.invalid("default_contact_status", "must be at most %d characters, and none of them NUL".formatted(LONGEST_STATUS));
    }
    return this;
  }
}
