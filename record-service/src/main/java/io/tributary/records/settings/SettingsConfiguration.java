package io.tributary.records.settings;

import static io.tributary.records.jooq.Tables.TENANT_SETTINGS;

import io.tributary.events.TenantSettings;
import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.secrets.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

  @Bean
  RowsToTopic<TenantSettingsRecord, TenantSettings> tenantSettingsEvents() {
    return RowsToTopic.of(
        "tenant settings", TENANT_SETTINGS, TENANT_SETTINGS.VERSION, TENANT_SETTINGS.PUBLISHED_VERSION, new SettingsEvent());
  }

  @Bean
  SealAgain sealAgain(Database database, ObjectProvider<Vault> vault, RowsToTopic<TenantSettingsRecord, TenantSettings> topic) {
    return new SealAgain(database, vault.getIfAvailable(), topic);
  }

  @Bean
  CheckProvider checkProvider(@Value("${tributary.provider.hosts:*.unipile.com}") List<String> hosts) {
    return new CheckProvider(hosts);
  }
}
