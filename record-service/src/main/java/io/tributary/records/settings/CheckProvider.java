package io.tributary.records.settings;

import io.tributary.service.secrets.ProviderAccess;
import io.tributary.service.web.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks what a tenant gives as its access to the provider. Only hosts of the provider are asked: else a tenant could aim our calls anywhere. */
final class CheckProvider {

  private static final int LONGEST_KEY = 1_000;

  private final List<String> hosts;

  /** @param hosts names of hosts; a leading {@code *.} stands for all below */
  CheckProvider(List<String> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  /** @throws Problem 422 if it is none */
  ProviderAccess check(@Nullable String dsn, @Nullable String apiKey) {
    if (apiKey == null || apiKey.isBlank() || apiKey.length() > LONGEST_KEY || !apiKey.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Problem.invalid("api_key", "is the access token as the provider shows it: 1 to %d visible ASCII characters".formatted(LONGEST_KEY));
    }
    return new ProviderAccess(url(dsn), apiKey);
  }

  private URI url(@Nullable String dsn) {
    try {
      var url = URI.create(dsn == null ? "" : dsn.contains("://") ? dsn.strip() : "https://" + dsn.strip());
      var host = url.getHost();
      boolean bare = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null && url.getPath().replace("/", "").isEmpty();
      if (host != null && bare && isProviders(host.toLowerCase(Locale.ROOT)) && isSafe(url)) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // the answer below says all there is to say
    }
    throw Problem.invalid("dsn", "is host and port as the provider shows them, such as api1.unipile.com:13111, of " + String.join(", ", hosts));
  }

  private boolean isProviders(String host) {
    return hosts.stream().anyMatch(it -> it.startsWith("*.") ? host.endsWith(it.substring(1)) : host.equals(it));
  }

  /** In the clear to this machine alone. */
  private static boolean isSafe(URI url) {
    return "https".equals(url.getScheme()) || "http".equals(url.getScheme()) && "127.0.0.1".equals(url.getHost());
  }
}
