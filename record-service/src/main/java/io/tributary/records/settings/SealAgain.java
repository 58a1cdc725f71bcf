package io.tributary.records.settings;

import static io.tributary.records.jooq.Tables.TENANT_SETTINGS;

import io.tributary.events.TenantSettings;
import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.secrets.CannotOpen;
import io.tributary.service.secrets.ProviderAccess;
import io.tributary.service.secrets.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** After a change of the keyset's primary key, what older keys sealed is sealed again and published: the old key can go a day later. */
class SealAgain {

  private static final Logger LOG = LoggerFactory.getLogger(SealAgain.class);

  private final Database database;
  private final @Nullable Vault vault;
  private final RowsToTopic<TenantSettingsRecord, TenantSettings> topic;

  /** @param vault null where there is no keyset: then nothing is sealed */
  SealAgain(Database database, @Nullable Vault vault, RowsToTopic<TenantSettingsRecord, TenantSettings> topic) {
    this.database = database;
    this.vault = vault;
    this.topic = topic;
  }

  /** Tenants with a contract of their own are few: they are read whole. */
  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
  void sealWhatIsOld() {
    if (vault != null) {
      var keys = vault;
      database.runAsWorker(db -> db.selectFrom(TENANT_SETTINGS)
          .where(TENANT_SETTINGS.PROVIDER_CONFIGURATION.isNotNull())
          .forUpdate().skipLocked()
          .fetch()
          .stream()
          .filter(row -> !keys.isCurrent(row.getProviderConfiguration()))
          .forEach(row -> sealAgain(keys, row)));
      topic.poke();
    }
  }

  private static void sealAgain(Vault vault, TenantSettingsRecord row) {
    try {
      var access = ProviderAccess.open(vault, row.getTenant(), row.getProviderConfiguration());
      row.setProviderConfiguration(access.seal(vault, row.getTenant()));
      row.setVersion(row.getVersion() + 1);
      row.update();
    } catch (CannotOpen e) {
      LOG.warn("The provider access of tenant {} cannot be sealed again: {}", row.getTenant(), e.getMessage());
    }
  }
}
