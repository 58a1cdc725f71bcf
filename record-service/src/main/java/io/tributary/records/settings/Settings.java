package io.tributary.records.settings;

import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings as the API shows them.
 *
 * @param cooldownSeconds least time between two unforced syncs of a record on a channel, from start to start
 * @param keepStrangers true to store what strangers say, and to keep what no record holds any more
 * @param orphanRetentionDays how long messages stay that no record holds any more, unless strangers are kept
 * @param pipelineRanks names of pipelines: where records of two match, the higher one's is linked
 * @param defaultContactPipeline gets a record of each sender whom no record holds; null: they do not become records
 * @param defaultContactStatus status of such a record
 * @param changedAt null where nothing was changed yet
 * @param ownProvider true where the provider is asked with the tenant's own DSN and key. Neither is ever shown.
 */
record Settings(
    int cooldownSeconds,
    boolean leaveOutBulkMail,
    boolean keepStrangers,
    int orphanRetentionDays,
    List<String> pipelineRanks,
    @Nullable String defaultContactPipeline,
    @Nullable String defaultContactStatus,
    boolean ownProvider,
    @Nullable OffsetDateTime changedAt) {

  /** What holds until something is changed, as the columns' defaults say. */
  static final Settings UNTOUCHED = new Settings(300, false, false, 30, List.of(), null, null, false, null);

  static Settings of(TenantSettingsRecord row) {
    return new Settings(
        row.getCooldownSeconds(), row.getLeaveOutBulkMail(), row.getKeepStrangers(), row.getOrphanRetentionDays(),
        List.of(row.getPipelineRanks()), row.getDefaultContactPipeline(), row.getDefaultContactStatus(), row.getProviderConfiguration() != null, row.getChangedAt());
  }
}
