package io.tributary.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tributary.local.feed.FrontDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncRecordTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  /** What the status says, one after the other; the last one from then on. */
  private final Deque<String> statuses = new ArrayDeque<>();
  private final List<String> wishes = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private SyncRecord sync;

  @BeforeEach
  void anApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/records/66/sync_status", exchange -> answer(exchange, statuses.size() > 1 ? statuses.poll() : statuses.peek()));
    server.createContext("/api/records/66/sync", exchange -> {
      wishes.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      answer(exchange, "{\"record_id\": 66, \"requests\": {\"email\": \"r1\"}}");
    });
    server.start();
    sync = new SyncRecord(new FrontDoor("http://127.0.0.1:" + server.getAddress().getPort(), () -> "token"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatEndedBeforeTheWishIsNotWhatCameOfIt() throws Exception {
    statuses.add(status("COMPLETED", "old", null));
    statuses.add(status("COMPLETED", "old", null));
    statuses.add(status("RUNNING", "new", null));
    statuses.add(status("COMPLETED", "new", null));

    var outcomes = sync.sync(66, true, List.of("email"), LONG);

    assertThat(outcomes).singleElement().satisfies(outcome -> {
      assertThat(outcome.jobId()).isEqualTo("new");
      assertThat(outcome.isFine()).isTrue();
      assertThat(outcome.line()).contains("12 found, 4 new, 3 calls");
    });
    assertThat(wishes).singleElement().asString().contains("\"force\":true").contains("email");
  }

  @Test
  void aWishThatTheCooldownPutsOffSaysUntilWhen() throws Exception {
    statuses.add("{\"channels\": []}");
    statuses.add(status("DEFERRED", "new", "2026-11-21T10:05:00Z"));

    var outcomes = sync.sync(66, false, List.of(), LONG);

    assertThat(outcomes).singleElement().satisfies(outcome -> {
      assertThat(outcome.isFine()).isTrue();
      assertThat(outcome.line()).contains("deferred").contains("2026-11-21T10:05:00Z");
    });
  }

  @Test
  void whatHasNotEndedInTimeIsSaidToWait() throws Exception {
    statuses.add(status("RUNNING", "new", null));

    assertThat(sync.sync(66, true, List.of(), Duration.ZERO)).singleElement().satisfies(outcome -> {
      assertThat(outcome.state()).isEqualTo("WAITING");
      assertThat(outcome.isFine()).isFalse();
    });
  }

  private static String status(String state, String job, String nextAttempt) {
    return """
        {"channels": [{"channel": "email", "state": "%s", "next_attempt": %s,
          "job": {"job_id": "%s", "found": 12, "new": 4, "provider_calls": 3, "error": null}}]}"""
        .formatted(state, nextAttempt == null ? "null" : "\"" + nextAttempt + "\"", job);
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }
}
