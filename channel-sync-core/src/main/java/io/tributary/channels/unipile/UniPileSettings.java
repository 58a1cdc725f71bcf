package io.tributary.channels.unipile;

import io.tributary.service.secrets.ProviderAccess;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where UniPile is and how it is asked.
 *
 * @param url scheme, host and port of the tenant's DSN, without a path
 * @param apiKey the access token; never logged
 * @param connectTimeout for a connection to be made
 * @param deadline for a whole answer, its body included; waiting for room is not counted
 * @param mostBytes a longer answer is refused, and a smaller page asked for
 * @param room for the bytes of answers above 1 MiB that are held at once, until what they brought is published; on the heap they and what is
 *     made of them take about five times as much
 */
@ConfigurationProperties("tributary.unipile")
public record UniPileSettings(
    URI url,
    String apiKey,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration deadline,
    @DefaultValue("32MB") DataSize mostBytes,
    @DefaultValue("16MB") DataSize room) {

  public UniPileSettings {
    if (url.getHost() == null) {
      throw new IllegalArgumentException("tributary.unipile.url needs a scheme and a host, such as https://api1.unipile.com:13111");
    }
    if (apiKey.isBlank()) {
      throw new IllegalArgumentException("tributary.unipile.api-key is empty; set UNIPILE_API_KEY");
    }
  }

  /** The service's own, for tenants that have none. */
  public ProviderAccess access() {
    return new ProviderAccess(url, apiKey);
  }

  @Override
  public String toString() {
    return "UniPileSettings[url=" + url + "]";
  }
}
