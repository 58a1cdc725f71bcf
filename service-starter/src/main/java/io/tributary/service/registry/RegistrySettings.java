package io.tributary.service.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url addresses of the Confluent-compatible API, tried in turn
 * @param properties anything else the serde can be told, under Confluent's keys (auto.register.schemas, basic.auth.user.info, …)
 */
@ConfigurationProperties("tributary.registry")
record RegistrySettings(List<String> url, @DefaultValue Map<String, String> properties) {

  RegistrySettings {
    if (url == null || url.isEmpty()) {
      throw new IllegalArgumentException("tributary.registry.url is missing: name the schema registry (env SCHEMA_REGISTRY_URL).");
    }
  }

  /** Schemas are registered by a release, not by whichever service writes first, unless a property says so. */
  Map<String, Object> serde() {
    var serde = new HashMap<String, Object>(Map.of("auto.register.schemas", "false", "specific.avro.reader", "true"));
    serde.putAll(properties);
    serde.put("schema.registry.url", url);
    return serde;
  }
}
