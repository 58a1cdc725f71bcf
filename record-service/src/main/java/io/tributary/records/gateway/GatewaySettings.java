package io.tributary.records.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which paths belong to which service.
 *
 * @param timeout from sending a request to the first byte of its answer
 */
@ConfigurationProperties("tributary.gateway")
record GatewaySettings(@DefaultValue("30s") Duration timeout, @DefaultValue List<Route> routes) {

  /**
   * @param service its name, for messages
   * @param target its base URL
   * @param paths patterns of the paths that are its own
   */
  record Route(String service, URI target, List<String> paths) {

    public Route {
      if (!paths.stream().allMatch(path -> path.startsWith("/api/") || path.startsWith("/webhooks/"))) {
        throw new IllegalArgumentException("tributary.gateway.routes: %s: only /api/… and /webhooks/… are forwarded; /internal never is".formatted(service));
      }
    }
  }
}
