package io.tributary.service.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;

/** JSON in snake case. In a command line without a web side too: it reads what the service stored, and the other way round. */
@AutoConfiguration
public class JsonAutoConfiguration {

  @Bean
  JsonMapperBuilderCustomizer snakeCase() {
    return json -> json
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
