package io.tributary.channels.unipile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.channels.AnswerTooLarge;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.calls.AnswerRoom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UniPileTest {

  private record Answer(String id) {}

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private static final int LARGE_ANSWERS = 8;

  private HttpServer server;
  private URI url;
  private UniPile uniPile;
  private final CountDownLatch ended = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    uniPile = client(url, Duration.ofMillis(500), DataSize.ofKilobytes(4));
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

    assertThatThrownBy(() -> uniPile.get(UniPile.path("emails"), Map.of(), Answer.class)).isInstanceOf(AnswerTooLarge.class);
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

  @Test
  void largeAnswersAreHeldOneAfterTheOtherAndAllAreAskedForMeanwhile() throws Exception {
    var asked = new CountDownLatch(LARGE_ANSWERS);
    var most = new AtomicInteger();
    var held = new AtomicInteger();
    answering(exchange -> {
      asked.countDown();
      respond(exchange, 200, "{\"id\":\"" + "x".repeat(3 * AnswerRoom.SMALL / 2) + "\"}");
    });

    try (var large = client(url, Duration.ofSeconds(60), DataSize.ofMegabytes(2)); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var steps = IntStream.range(0, LARGE_ANSWERS).mapToObj(_ -> threads.submit(() -> AnswerRoom.during(() -> {
        var answer = large.get(UniPile.path("emails"), Map.of(), Answer.class);
        most.accumulateAndGet(held.incrementAndGet(), Math::max);
        await(asked);
        held.decrementAndGet();
        return answer;
      }))).toList();
      for (var step : steps) {
        assertThat(step.get().id()).hasSize(3 * AnswerRoom.SMALL / 2);
      }
    }

    assertThat(most).hasValue(1);
  }

  @Test
  void smallAnswersComeWhileALargeOneIsHeldAndTheStepThatHoldsItReadsOn() throws Exception {
    answering(exchange -> respond(exchange, 200, "{\"id\":\"" + exchange.getRequestURI().getQuery().replace("large", "x".repeat(AnswerRoom.SMALL)) + "\"}"));

    try (var large = client(url, Duration.ofSeconds(60), DataSize.ofMegabytes(2)); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AnswerRoom.during(() -> {
        large.get(UniPile.path("emails").query("large"), Map.of(), Answer.class);
        var small = threads.submit(() -> large.get(UniPile.path("emails").query("small"), Map.of(), Answer.class));

        assertThat(large.get(UniPile.path("emails").query("large"), Map.of(), Answer.class).id()).hasSize(AnswerRoom.SMALL);
        assertThat(small).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(new Answer("small"));
      });
    }
  }

  @Test
  void aLargeAnswerThatBreaksOffLeavesItsRoom() throws Exception {
    answering(exchange -> {
      exchange.sendResponseHeaders(200, 2 * AnswerRoom.SMALL);
      exchange.getResponseBody().write(new byte[3 * AnswerRoom.SMALL / 2]);
      exchange.getResponseBody().flush();
    });

    try (var large = client(url, Duration.ofSeconds(60), DataSize.ofMegabytes(2)); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AnswerRoom.during(() -> {
        assertThatThrownBy(() -> large.get(UniPile.path("emails"), Map.of(), Answer.class)).isInstanceOf(ProviderFailed.class);

        assertThat(threads.submit(() -> catchThrowable(() -> large.get(UniPile.path("emails"), Map.of(), Answer.class))))
            .succeedsWithin(Duration.ofSeconds(60)).isInstanceOf(ProviderFailed.class);
      });
    }
  }

  /** @param most of an answer, and of all large ones at once */
  private static UniPile client(URI url, Duration deadline, DataSize most) {
    return new UniPile(new UniPileSettings(url, "secret", Duration.ofSeconds(1), deadline, most, most));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
