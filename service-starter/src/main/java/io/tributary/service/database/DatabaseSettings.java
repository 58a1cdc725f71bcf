package io.tributary.service.database;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param name the service's database; its roles are {@code <name>_api} and {@code <name>_worker}
 */
@ConfigurationProperties("tributary.database")
record DatabaseSettings(String name) {

  DatabaseSettings {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "tributary.database.name has to be the database's name in lower case (records, for instance), not \"" + name + "\"");
    }
  }
}
