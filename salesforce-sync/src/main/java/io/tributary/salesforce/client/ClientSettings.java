package io.tributary.salesforce.client;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Salesforce is called.
 *
 * @param version of the API, as {@code 65.0}
 * @param gzip whether answers may come compressed
 * @param timeout to the first byte of an answer
 * @param stall an answer that brings nothing for so long is given up
 * @param tries of one call that fails in passing, at least 1
 * @param firstWait before the second try; doubles
 * @param longestWait between two tries
 */
@ConfigurationProperties("tributary.salesforce.client")
public record ClientSettings(
    @DefaultValue("65.0") String version,
    @DefaultValue("true") boolean gzip,
    @DefaultValue("120s") Duration timeout,
    @DefaultValue("60s") Duration stall,
    @DefaultValue("5") int tries,
    @DefaultValue("1s") Duration firstWait,
    @DefaultValue("120s") Duration longestWait) {

  public ClientSettings {
    if (!version.matches("\\d{2,3}\\.0") || Double.parseDouble(version) < 47) {
      throw new IllegalArgumentException("tributary.salesforce.client.version must be 47.0 or later, such as 65.0, not " + version);
    }
    if (tries < 1) {
      throw new IllegalArgumentException("tributary.salesforce.client.tries must be at least 1, not " + tries);
    }
  }
}
