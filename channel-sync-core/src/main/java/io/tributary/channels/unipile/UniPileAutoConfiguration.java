package io.tributary.channels.unipile;

import io.tributary.channels.work.WorkerSettings;
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
  UniPile uniPile(UniPileSettings settings, ObjectProvider<WorkerSettings> worker) {
    worker.ifAvailable(it -> it.mustOutlast("tributary.unipile.deadline", settings.deadline()));
    return new UniPile(settings);
  }
}
