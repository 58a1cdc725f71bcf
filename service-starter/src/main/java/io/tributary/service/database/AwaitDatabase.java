package io.tributary.service.database;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;

/**
 * A service that starts before its database waits for it, with a line in the log for each attempt, and gives up after five minutes. Whoever
 * wants another patience sets {@code spring.flyway.connect-retries}.
 */
final class AwaitDatabase implements FlywayConfigurationCustomizer {

  /** After 1, 2 and 4 seconds, then every 5: five minutes in all. */
  private static final int RETRIES = 62;
  private static final int LONGEST_PAUSE_SECONDS = 5;

  @Override
  public void customize(FluentConfiguration flyway) {
    if (flyway.getConnectRetries() == 0) {
      flyway.connectRetries(RETRIES).connectRetriesInterval(LONGEST_PAUSE_SECONDS);
    }
  }
}
