package io.tributary.service.registry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** {@link AvroValues} for a service that names its registry. */
@AutoConfiguration
@ConditionalOnProperty("tributary.registry.url")
@EnableConfigurationProperties(RegistrySettings.class)
class RegistryAutoConfiguration {

  @Bean
  AvroValues avroValues(RegistrySettings settings) {
    return AvroValues.with(settings.serde());
  }
}
