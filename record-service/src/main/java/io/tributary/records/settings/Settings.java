package io.tributary.records.settings;

import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings as the API shows them.
 *
 * @param cooldownSeconds least time between two unforced syncs of a record on a channel, from start to start
 * @param pipelineRanks names of pipelines: where records of two match, the higher one's is linked
 * @param changedAt null where nothing was changed yet
 * @param ownProvider true where the provider is asked with the tenant's own DSN and key. Neither is ever shown.
 */
record Settings(
    int cooldownSeconds,
    boolean leaveOutBulkMail,
    boolean keepStrangers,
    List<String> pipelineRanks,
    boolean ownProvider,
    @Nullable OffsetDateTime changedAt) {

  /** What holds until something is changed, as the columns' defaults say. */
  static final Settings UNTOUCHED = new Settings(300, false, false, List.of(), false, null);

  static Settings of(TenantSettingsRecord row) {
    return new Settings(
        row.getCooldownSeconds(), row.getLeaveOutBulkMail(), row.getKeepStrangers(), List.of(row.getPipelineRanks()),
        row.getProviderConfiguration() != null, row.getChangedAt());
  }
}
