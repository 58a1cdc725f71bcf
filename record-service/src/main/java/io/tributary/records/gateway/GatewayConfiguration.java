package io.tributary.records.gateway;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

  /** Before the controllers: {@code /api/records/{id}} is ours, {@code /api/records/*}{@code /conversations} is not. */
  @Bean
  HandlerMapping forwardedPaths(GatewaySettings settings) {
    var client = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_WITHIN)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
    var handlers = new LinkedHashMap<String, HttpRequestHandler>();
    settings.routes().forEach(route -> {
      var forward = new ForwardRequest(route, settings.timeout(), client);
      route.paths().forEach(path -> handlers.put(path, forward));
    });
    return new SimpleUrlHandlerMapping(handlers, Ordered.HIGHEST_PRECEDENCE);
  }
}
