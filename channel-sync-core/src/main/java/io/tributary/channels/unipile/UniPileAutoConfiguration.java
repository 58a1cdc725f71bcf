package io.tributary.channels.unipile;

import io.tributary.channels.work.WorkerSettings;
import io.tributary.service.database.Database;
import io.tributary.service.secrets.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** UniPile's client, where its address is configured. */
@AutoConfiguration
@ConditionalOnProperty("tributary.unipile.url")
@EnableConfigurationProperties(UniPileSettings.class)
public class UniPileAutoConfiguration {

  @Bean
  UniPile uniPile(
      UniPileSettings settings, ObjectProvider<WorkerSettings> worker, ObjectProvider<Database> database, ObjectProvider<Vault> vault) {
    worker.ifAvailable(it -> it.mustOutlast("tributary.unipile.deadline", settings.deadline()));
    var tables = database.getIfAvailable();
    return tables == null
        ? new UniPile(settings)
        : new UniPile(settings, new TenantAccess(settings.access(), tables, vault.getIfAvailable()));
  }
}
