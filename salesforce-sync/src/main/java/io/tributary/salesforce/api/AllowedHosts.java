package io.tributary.salesforce.api;

import io.tributary.salesforce.connection.Connection;
import io.tributary.service.web.Problem;
import java.net.URI;
import java.util.List;

/**
 * Where a tenant's organisation may be: this service calls it, so a tenant must not name whatever it likes.
 *
 * @param patterns host names, or {@code *.} and the end of one
 */
public record AllowedHosts(List<String> patterns) {

  URI checked(String domain) {
    URI url;
    try {
      url = Connection.loginUrl(domain);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("domain", "This is no host name.");
    }
    var host = url.getHost();
    if (host == null || patterns.stream().noneMatch(pattern -> matches(host, pattern))) {
      throw Problem.invalid("domain", "Not a host of Salesforce; allowed are %s (SALESFORCE_ALLOWED_HOSTS).".formatted(patterns));
    }
    if (!url.getScheme().equals("https") && !host.equals("127.0.0.1")) {
      throw Problem.invalid("domain", "Only https.");
    }
    return url;
  }

  private static boolean matches(String host, String pattern) {
    return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
  }
}
