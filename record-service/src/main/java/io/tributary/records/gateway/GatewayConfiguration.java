package io.tributary.records.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

  /**
   * Methods, as those of controllers, so that their refusals become problems. Before the controllers: {@code /api/records/{id}} is ours, {@code /api/records/*}{@code /conversations} is not.
   */
  @Bean
  HandlerMapping forwardedPaths(GatewaySettings settings) throws NoSuchMethodException {
    var client = client();
    var handlers = new LinkedHashMap<String, HandlerMethod>();
    for (var route : settings.routes()) {
      var forward = new HandlerMethod(
          new ForwardRequest(route, settings.timeout(), client), "forward", HttpServletRequest.class, HttpServletResponse.class);
      route.paths().forEach(path -> handlers.put(path, forward));
    }
    return new SimpleUrlHandlerMapping(handlers, Ordered.HIGHEST_PRECEDENCE);
  }

  @Bean
  AskService askService(GatewaySettings settings) {
    return new AskService(settings, client());
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_WITHIN)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }
}
