package io.tributary.records.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.service.testing.TestTokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The front door alone, with the routes of application.yml, before a service that remembers what it was asked. */
@SpringBootTest(classes = FrontDoorTest.FrontDoor.class, webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.endpoint.health.group.readiness.include=readinessState")
class FrontDoorTest {

  @SpringBootConfiguration
  @Import(GatewayConfiguration.class)
  @EnableConfigurationProperties(GatewaySettings.class)
  @EnableAutoConfiguration(excludeName = {
    "io.tributary.service.kafka.EventsAutoConfiguration",
    "io.tributary.service.database.DatabaseAutoConfiguration",
    "io.tributary.service.registry.RegistryAutoConfiguration",
    "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
    "org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration",
    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
    "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
  })
  static class FrontDoor {}

  /** What the service behind the door was asked. */
  record Asked(String method, String uri, com.sun.net.httpserver.Headers headers, String body) {}

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final BlockingQueue<Asked> ASKED = new LinkedBlockingQueue<>();
  private static final CountDownLatch SECOND_HALF = new CountDownLatch(1);
  private static final HttpServer BEHIND = behind();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry properties) {
    var url = "http://127.0.0.1:" + BEHIND.getAddress().getPort();
    properties.add("PARTICIPANT_RESOLVER_URL", () -> url);
    properties.add("CHANNEL_SYNC_EMAIL_URL", () -> url);
    properties.add("SALESFORCE_SYNC_URL", () -> "http://127.0.0.1:1");
    properties.add("tributary.security.public-key", () -> TestTokens.publicKey().toUri().toString());
  }

  @BeforeEach
  void nothingAsked() {
    ASKED.clear();
  }

  @AfterAll
  static void stop() {
    BEHIND.stop(0);
  }

  @Test
  void aRequestIsHandedOnWithItsQueryTokenAndBodyAndTheAnswerComesBack() throws Exception {
    var answer = send(request("/api/channels/email/connections/?a=b%20c&d=%7C").header("X-Request-Id", "7")
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"account\":\"ü\"}")));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("made");
    assertThat(answer.headers().allValues("X-Answer")).containsExactly("one", "two");
    var asked = ASKED.take();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.uri()).isEqualTo("/api/channels/email/connections?a=b%20c&d=%7C");
    assertThat(asked.body()).isEqualTo("{\"account\":\"ü\"}");
    assertThat(asked.headers().getFirst("Authorization")).startsWith("Bearer ");
    assertThat(asked.headers().getFirst("X-Request-Id")).isEqualTo("7");
  }

  @Test
  void aWebhookThatCallsItsJsonAFormPassesAsItCameWithoutAToken() throws Exception {
    var body = "{\"event\": \"mail_received\", \"text\": \"a=b&c=%20+\"}";

    var answer = send(HttpRequest.newBuilder(at("/webhooks/unipile/email/endpoint"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Unipile-Auth", "secret")
        .POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(201);
    var asked = ASKED.take();
    assertThat(asked.body()).isEqualTo(body);
    assertThat(asked.headers().getFirst("Unipile-Auth")).isEqualTo("secret");
  }

  @Test
  void everyMethodAndOnlyTheRoutesPathsPass() throws Exception {
    for (var method : List.of("GET", "PUT", "PATCH", "DELETE")) {
      send(request("/api/conversations/1/messages").method(method, BodyPublishers.noBody()));
      assertThat(ASKED.take().method()).isEqualTo(method);
    }
    assertThat(send(request("/api/records/1/conversations")).statusCode()).isEqualTo(201);
    assertThat(send(request("/api/records/1/others")).statusCode()).isEqualTo(404);
    assertThat(ASKED).hasSize(1);
  }

  @Test
  void aServiceIsAskedInTheCallersNameWhereItsRouteLeads(@Autowired AskService services) throws Exception {
    assertThat(services.post("/api/links/what-if", "Bearer mine", "{\"records\":[]}")).isEqualTo("{}");
    var asked = ASKED.take();
    assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer mine");
    assertThat(asked.body()).isEqualTo("{\"records\":[]}");

    assertThatThrownBy(() -> services.post("/api/links/other", "Bearer mine", "{}")).hasMessageContaining("participant-resolver answered 201");
    assertThatThrownBy(() -> services.post("/api/salesforce/any", "Bearer mine", "{}")).hasMessageContaining("salesforce-sync does not answer");
  }

  @Test
  void whatConcernsOneConnectionIsNotHandedOn() throws Exception {
    var answer = send("GET /api/conversations/1 HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer %s\r\nConnection: close, X-Private\r\n"
        .formatted(TestTokens.of("acme")) + "Keep-Alive: 5\r\nTE: trailers\r\nUpgrade: h2c\r\nX-Private: mine\r\nX-Public: ours\r\n\r\n");

    var asked = ASKED.take();
    assertThat(asked.headers().keySet()).contains("X-public").doesNotContain("X-private", "Keep-alive", "Te");
    assertThat(asked.headers().getFirst("Host")).startsWith("127.0.0.1");
    assertThat(answer).doesNotContain("Keep-Alive: timeout=99");
  }

  @Test
  void anAnswerComesThroughWhileItIsStillBeingWritten() throws Exception {
    var answer = HTTP.send(request("/api/conversations/slow").build(), BodyHandlers.ofInputStream());

    try (var body = answer.body()) {
      assertThat(new String(body.readNBytes(5), UTF_8)).isEqualTo("first");
      SECOND_HALF.countDown();
      assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("second");
    }
  }

  @Test
  void halfAnAnswerNeverLooksLikeAWholeOne() throws Exception {
    var answer = HTTP.send(request("/api/conversations/broken-off").build(), BodyHandlers.ofInputStream());

    try (var body = answer.body()) {
      assertThat(new String(body.readNBytes(5), UTF_8)).isEqualTo("first");
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerThatNeverBeginsIsAProblem() throws Exception {
    var answer = send(request("/api/conversations/never-begun"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("participant-resolver").contains("broke its answer off");
    assertThat(answer.headers().allValues("X-Answer")).isEmpty();
  }

  @Test
  void aServiceThatIsDownCostsItsOwnPathsOnly() throws Exception {
    var answer = send(request("/api/salesforce/runs"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("salesforce-sync");
    assertThat(send(request("/api/conversations/1")).statusCode()).isEqualTo(201);
  }

  @Test
  void aTokenIsNeededForTheApiButNotForWebhooks() throws Exception {
    assertThat(send(HttpRequest.newBuilder(at("/api/conversations/1"))).statusCode()).isEqualTo(401);
    assertThat(send(HttpRequest.newBuilder(at("/webhooks/unipile/email/1")).POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "/internal/runs", "/api/conversations/../../internal/runs", "/api/conversations/%2e%2e/%2e%2e/internal/runs", "/api/conversations/..;/internal",
    "//internal/runs", "/api/conversations/%2finternal", "/webhooks/unipile/email/../../../internal/runs"
  })
  void internalPathsAreNeverHandedOn(String path) throws Exception {
    send("GET %s HTTP/1.1\r\nHost: door\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, TestTokens.of("acme", "internal")));

    assertThat(ASKED).noneMatch(asked -> URI.create(asked.uri()).normalize().getPath().startsWith("/internal"));
    assertThat(ASKED).isEmpty();
  }

  @Test
  void aRouteToInternalPathsIsRefused() {
    for (var path : List.of("/internal/**", "/**", "/*/things", "internal")) {
      assertThatThrownBy(() -> new GatewaySettings.Route("other", URI.create("http://127.0.0.1:1"), List.of("/api/a", path)))
          .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("/internal never");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + TestTokens.of("acme"));
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Byte by byte: what no well-behaved client would send. */
  private String send(String request) throws IOException {
    try (var socket = new java.net.Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static HttpServer behind() {
    try {
      var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", FrontDoorTest::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ASKED.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(),
          new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.getResponseHeaders().put("X-Answer", List.of("one", "two"));
      exchange.getResponseHeaders().put("Keep-Alive", List.of("timeout=99"));
      if (exchange.getRequestURI().getPath().endsWith("/slow")) {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("first".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        var seen = SECOND_HALF.await(10, TimeUnit.SECONDS);
        exchange.getResponseBody().write((seen ? "second" : "nobody saw the first").getBytes(UTF_8));
      } else if (exchange.getRequestURI().getPath().endsWith("/broken-off")) {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write("first".getBytes(UTF_8));
        exchange.getResponseBody().flush();
      } else if (exchange.getRequestURI().getPath().endsWith("/never-begun")) {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().flush();
      } else if (exchange.getRequestURI().getPath().endsWith("/what-if")) {
        exchange.sendResponseHeaders(200, 2);
        exchange.getResponseBody().write("{}".getBytes(UTF_8));
      } else {
        exchange.sendResponseHeaders(201, 4);
        exchange.getResponseBody().write("made".getBytes(UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
