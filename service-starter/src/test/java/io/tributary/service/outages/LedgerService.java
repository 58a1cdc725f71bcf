package io.tributary.service.outages;

import static io.tributary.service.kafka.Things.THINGS;

import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The {@link LedgerApplication}, running against the test's own stack; seen from outside as Kubernetes sees it. */
final class LedgerService implements AutoCloseable {

  private static final Duration PATIENCE_OF_A_PROBE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  private LedgerService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Returns when it has started, which is not before its database answers.
   *
   * @param more settings, in place of the usual ones
   */
  static LedgerService start(OwnStack stack, Map<String, String> more) {
    return new LedgerService(new SpringApplicationBuilder(LedgerApplication.class)
        .registerShutdownHook(false)
        .run(arguments(stack, more)));
  }

  private static String[] arguments(OwnStack stack, Map<String, String> more) {
    var all = new HashMap<>(settings(stack));
    all.putAll(more);
    return all.entrySet().stream().map(each -> "--" + each.getKey() + "=" + each.getValue()).toArray(String[]::new);
  }

  private static Map<String, Object> settings(OwnStack stack) {
    return Map.ofEntries(
        Map.entry("spring.application.name", "record-service"),
        Map.entry("spring.flyway.locations", "classpath:db/starter-test"),
        Map.entry("spring.flyway.placeholders.database", "ledger"),
        Map.entry("spring.flyway.user", "ledger_owner"),
        Map.entry("spring.flyway.password", "ledger_owner"),
        Map.entry("tributary.database.name", "ledger"),
        Map.entry("spring.datasource.url", stack.jdbcUrl("ledger")),
        Map.entry("spring.datasource.username", "ledger_service"),
        Map.entry("spring.datasource.password", "ledger_service"),
        Map.entry("spring.datasource.hikari.connection-timeout", "1000"),
        Map.entry("spring.kafka.bootstrap-servers", stack.bootstrapServers()),
        Map.entry("spring.kafka.producer.properties.max.block.ms", "1000"),
        Map.entry("spring.kafka.consumer.properties.interceptor.classes", BreakPolls.class.getName()),
        Map.entry("tributary.registry.url", stack.registryUrl()),
        Map.entry("tributary.registry.properties.auto.register.schemas", "true"),
        Map.entry("tributary.registry.properties.max.retries", "1"),
        Map.entry("tributary.kafka.first-wait", "100ms"),
        Map.entry("tributary.kafka.longest-wait", "500ms"),
        Map.entry("tributary.security.public-key", TestTokens.publicKey().toUri()),
        Map.entry("management.endpoint.health.probes.enabled", "true"),
        Map.entry("management.endpoint.health.show-details", "always"),
        Map.entry("management.endpoint.health.group.readiness.include", "readinessState,db,broker,subscriptions"),
        Map.entry("server.address", "127.0.0.1"),
        Map.entry("server.port", "0"));
  }

  LedgerApplication application() {
    return context.getBean(LedgerApplication.class);
  }

  EventPublisher publisher() {
    return context.getBean(EventPublisher.class);
  }

  AvroValues values() {
    return context.getBean(AvroValues.class);
  }

  /** The rows' names, in the order in which they came to be. */
  List<String> ledger() {
    return context.getBean(Database.class).asWorker(sql ->
        sql.select(THINGS.name).from(THINGS).orderBy(THINGS.id).fetch(THINGS.name));
  }

  boolean isReady() {
    return readiness().statusCode() == 200;
  }

  HttpResponse<String> readiness() {
    return get("/actuator/health/readiness");
  }

  boolean isAlive() {
    return context.isRunning() && get("/actuator/health/liveness").statusCode() == 200;
  }

  private HttpResponse<String> get(String path) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    try {
      return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE_OF_A_PROBE).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }
}
