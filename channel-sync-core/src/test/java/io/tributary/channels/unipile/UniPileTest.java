package io.tributary.channels.unipile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UniPileTest {

  private record Answer(String id) {}

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private HttpServer server;
  private UniPile uniPile;
  private final CountDownLatch ended = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    uniPile = new UniPile(new UniPileSettings(url, "secret", Duration.ofSeconds(1), Duration.ofMillis(500), DataSize.ofKilobytes(4)));
  }

  @AfterEach
  void stop() {
    ended.countDown();
    uniPile.close();
    server.stop(0);
  }

  @Test
  void valuesArriveAsTheyAreAndTheKeyIsSent() {
    answering(exchange -> {
      assertThat(exchange.getRequestURI().getRawQuery()).isEqualTo("any_email=a%2Bb%40x.org%2C%22c%26d%22%40x.org");
      assertThat(exchange.getRequestHeaders().getFirst("X-API-KEY")).isEqualTo("secret");
      respond(exchange, 200, "{\"id\":\"42\",\"unknown\":true}");
    });

    var answer = uniPile.get(
        UniPile.path("emails").queryParam("any_email", "{addresses}"), Map.of("addresses", "a+b@x.org,\"c&d\"@x.org"), Answer.class);

    assertThat(answer.id()).isEqualTo("42");
  }

  @Test
  void anAnswerThatDripsEndsAtTheDeadline() {
    answering(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      ended.await();
    });

    assertThatThrownBy(() -> uniPile.get(UniPile.path("emails"), Map.of(), Answer.class))
        .isInstanceOfSatisfying(ProviderFailed.class, it -> assertThat(it.failure()).isEqualTo(ProviderFailure.TRANSIENT));
  }

  @Test
  void anAnswerWithoutEndIsRefused() {
    answering(exchange -> respond(exchange, 200, "{\"id\":\"" + "x".repeat(5_000) + "\"}"));

    assertThatThrownBy(() -> uniPile.get(UniPile.path("emails"), Map.of(), Answer.class)).isInstanceOf(ProviderFailed.class);
  }

  @Test
  void aRefusalSaysWhatItIsAndNothingOfItsDetails() {
    answering(exchange -> {
      exchange.getResponseHeaders().add("Retry-After", "7");
      respond(exchange, 429, "{\"status\":429,\"type\":\"errors/too_many_requests\",\"detail\":\"ada@example.org\"}");
    });

    assertThatThrownBy(() -> uniPile.get(UniPile.path("emails"), Map.of(), Answer.class))
        .isInstanceOfSatisfying(ProviderFailed.class, it -> {
          assertThat(it.failure()).isEqualTo(ProviderFailure.THROTTLED);
          assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(7));
          assertThat(it).hasMessage("UniPile answered 429 (too_many_requests).");
        });
  }

  private void answering(Handler handler) {
    server.createContext("/api/v1/emails", exchange -> {
      try (exchange) {
        handler.handle(exchange);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (AssertionError wrong) {
        respond(exchange, 400, "{}");
      }
    });
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
