package io.tributary.channels.webhook;

import io.tributary.channels.Channel;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.unipile.TenantAccess;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.unipile.UniPileAutoConfiguration;
import io.tributary.channels.unipile.UniPileSettings;
import io.tributary.channels.unipile.UniPileWebhooks;
import io.tributary.channels.work.WorkerSettings;
import io.tributary.service.database.Database;
import io.tributary.service.secrets.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Where the provider can reach us, its webhooks are registered by the service itself, and kept as they should be. */
@AutoConfiguration(after = {UniPileAutoConfiguration.class, WebhookAutoConfiguration.class})
@ConditionalOnProperty("tributary.channel.registration.public-url")
@ConditionalOnBean({Channel.class, UniPile.class})
@EnableConfigurationProperties(RegistrationSettings.class)
public class WebhookRegistrationAutoConfiguration {

  @Bean
  TenantAccess registrationAccess(UniPileSettings settings, Database database, ObjectProvider<Vault> vault) {
    return new TenantAccess(settings.access(), database, vault.getIfAvailable());
  }

  @Bean
  ProvidersWebhooks.Open providersWebhooks(UniPile uniPile, ProviderCalls calls, TenantAccess registrationAccess) {
    return ProvidersWebhooks.with(new UniPileWebhooks(uniPile), calls, registrationAccess);
  }

  @Bean
  LiveLoop registrationLoop(
      Channel channel, ProvidersWebhooks.Open provider, TenantAccess registrationAccess, Database database, RegistrationSettings settings,
      WebhookSettings webhooks, WorkerSettings worker) {
    var part = new PartWithAccess(new FormerRows(database), registrationAccess);
    var register = new RegisterWebhooks(new RegistrationRows(database), provider, settings, RegisteredSources.of(channel.kind()));
    return new LiveLoop("webhooks' registration", () -> part.work() | register.work(), webhooks.lookOut(), worker.enabled());
  }

  @Bean
  LiveLoop comparisonLoop(
      Channel channel, ProvidersWebhooks.Open provider, Database database, RegistrationSettings settings, WebhookSettings webhooks,
      WorkerSettings worker) {
    var sources = RegisteredSources.of(channel.kind());
    var former = new RemoveFormer(new FormerRows(database), provider, sources);
    var compare = new CompareWebhooks(new ComparisonRows(database), provider, settings, sources);
    return new LiveLoop("webhooks' comparison", () -> former.work() | compare.work(), webhooks.lookOut(), worker.enabled());
  }
}
