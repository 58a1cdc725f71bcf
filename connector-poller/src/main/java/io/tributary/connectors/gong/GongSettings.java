package io.tributary.connectors.gong;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Gong is read.
 *
 * @param url of the API, where a connection has none of its own
 * @param allowedHosts where a connection's own base_url may point: a host, or its end after a star
 * @param backfill how far the first reading goes back
 * @param overlap how much of what was read is read again: a call appears only after it was processed
 */
@ConfigurationProperties("tributary.connectors.gong")
record GongSettings(
    @DefaultValue("https://api.gong.io") URI url,
    @DefaultValue({"api.gong.io", "*.api.gong.io"}) List<String> allowedHosts,
    @DefaultValue("90d") Duration backfill,
    @DefaultValue("24h") Duration overlap) {

  boolean allows(URI url) {
    var host = url.getHost();
    return "https".equals(url.getScheme()) && host != null
        && allowedHosts.stream().anyMatch(allowed -> allowed.startsWith("*") ? host.endsWith(allowed.substring(1)) : host.equals(allowed));
  }
}
