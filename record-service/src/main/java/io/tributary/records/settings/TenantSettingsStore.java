package io.tributary.records.settings;

import static io.tributary.records.jooq.Tables.TENANT_SETTINGS;

import io.tributary.events.TenantSettings;
import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import java.time.OffsetDateTime;
import java.util.function.BiConsumer;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings by tenant. Each change goes to {@code tenant.settings}, from which the services that act on it learn it. */
@Component
class TenantSettingsStore {

  private final Database database;
  private final ChangeDefaultContact defaultContact;
  private final RowsToTopic<TenantSettingsRecord, TenantSettings> topic;

  TenantSettingsStore(Database database, ChangeDefaultContact defaultContact, RowsToTopic<TenantSettingsRecord, TenantSettings> topic) {
    this.database = database;
    this.defaultContact = defaultContact;
    this.topic = topic;
  }

  Settings of(String tenant) {
    return database.inTenant(tenant, db -> db.selectFrom(TENANT_SETTINGS).where(TENANT_SETTINGS.TENANT.eq(tenant)).fetchOptional(Settings::of))
        .orElse(Settings.UNTOUCHED);
  }

  /** @throws io.tributary.service.web.Problem 422 if the pipeline of the default contact cannot take one in */
  Settings change(String tenant, ChangedSettings changed) {
    return store(tenant, (row, now) -> {
      if (changed.cooldownSeconds() != null) {
        row.setCooldownSeconds(changed.cooldownSeconds());
      }
      if (changed.leaveOutBulkMail() != null) {
        row.setLeaveOutBulkMail(changed.leaveOutBulkMail());
      }
      if (changed.keepStrangers() != null) {
        row.setKeepStrangers(changed.keepStrangers());
      }
      if (changed.orphanRetentionDays() != null) {
        row.setOrphanRetentionDays(changed.orphanRetentionDays());
      }
      if (changed.pipelineRanks() != null) {
        row.setPipelineRanks(changed.pipelineRanks().toArray(String[]::new));
      }
      defaultContact.change(row, changed.defaultContactPipeline(), changed.defaultContactStatus(), now);
    });
  }

  /** @param sealed null to go back to the service's own access */
  Settings changeProvider(String tenant, byte @Nullable [] sealed) {
    return store(tenant, (row, _) -> row.setProviderConfiguration(sealed));
  }

  private Settings store(String tenant, BiConsumer<TenantSettingsRecord, OffsetDateTime> change) {
    var settings = database.inTenant(tenant, db -> {
      db.insertInto(TENANT_SETTINGS, TENANT_SETTINGS.TENANT).values(tenant).onConflictDoNothing().execute();
      var row = db.selectFrom(TENANT_SETTINGS).where(TENANT_SETTINGS.TENANT.eq(tenant)).forUpdate().fetchSingle();
      var now = db.select(DSL.currentOffsetDateTime()).fetchSingle().value1();
      change.accept(row, now);
      if (row.changed()) {
        row.setVersion(row.getVersion() + 1);
        row.setChangedAt(now);
        row.update();
      }
      return Settings.of(row);
    });
    topic.poke();
    return settings;
  }
}
