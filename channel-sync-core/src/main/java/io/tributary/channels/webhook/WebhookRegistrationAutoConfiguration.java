package io.tributary.channels.webhook;

import io.tributary.channels.Channel;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.unipile.UniPileAutoConfiguration;
import io.tributary.channels.unipile.UniPileWebhooks;
import io.tributary.channels.work.WorkerSettings;
import io.tributary.service.database.Database;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Where the provider can reach us, its webhooks are registered by the service itself. */
@AutoConfiguration(after = {UniPileAutoConfiguration.class, WebhookAutoConfiguration.class})
@ConditionalOnProperty("tributary.channel.registration.public-url")
@ConditionalOnBean({Channel.class, UniPile.class})
@EnableConfigurationProperties(RegistrationSettings.class)
public class WebhookRegistrationAutoConfiguration {

  @Bean
  LiveLoop registrationLoop(
      Channel channel, UniPile uniPile, Database database, RegistrationSettings settings, WebhookSettings webhooks, WorkerSettings worker) {
    var register = new RegisterWebhooks(new RegistrationRows(database), new UniPileWebhooks(uniPile), settings, channel.kind());
    return new LiveLoop("webhooks' registration", register::work, webhooks.lookOut(), worker.enabled());
  }
}
