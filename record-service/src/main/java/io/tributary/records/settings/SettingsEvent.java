package io.tributary.records.settings;

import io.tributary.events.DefaultContact;
import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import io.tributary.service.kafka.Outgoing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tenant's row as its event. */
final class SettingsEvent implements Function<TenantSettingsRecord, Outgoing<TenantSettings>> {

  @Override
  public Outgoing<TenantSettings> apply(TenantSettingsRecord row) {
    var sealed = row.getProviderConfiguration();
    return Outgoing.of(Topics.TENANT_SETTINGS, row.getTenant(), TenantSettings.newBuilder()
        .setTenant(row.getTenant())
        .setVersion(row.getVersion())
        .setCooldownSeconds(row.getCooldownSeconds())
        .setLeaveOutBulkMail(row.getLeaveOutBulkMail())
        .setKeepStrangers(row.getKeepStrangers())
        .setOrphanRetentionDays(row.getOrphanRetentionDays())
        .setPipelineRanks(List.of(row.getPipelineRanks()))
        .setDefaultContact(defaultContact(row))
        .setProviderConfiguration(sealed == null ? null : ByteBuffer.wrap(sealed))
        .setChangedAt(row.getChangedAt().toInstant())
        .build());
  }

  private static @Nullable DefaultContact defaultContact(TenantSettingsRecord row) {
    return row.getDefaultContactPipeline() == null ? null : DefaultContact.newBuilder()
        .setPipeline(row.getDefaultContactPipeline())
        .setStatus(row.getDefaultContactStatus())
        .setFields(ContactFields.read(row.getDefaultContactFields()).byWhatTheyTake())
        .setSince(row.getDefaultContactSince().toInstant())
        .build();
  }
}
