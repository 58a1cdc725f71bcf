package io.tributary.bench.calls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When the provider's double was asked: its own log says so, not ours. */
final class ProviderLog {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long BETWEEN_LOOKS_MILLIS = 1000;
  /** Then the first ones are forgotten. */
  private static final int REMEMBERED = 20_000;

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI log;

  ProviderLog(String uniPileUrl) {
    this.log = URI.create(uniPileUrl + "/_control/log");
  }

  /** When calls started in a time, in no order, by account. */
  Map<String, List<Instant>> callsByAccount(Instant from, Instant until) throws IOException, InterruptedException {
    var calls = new HashMap<String, List<Instant>>();
    var entries = entries();
    if (entries.size() >= REMEMBERED) {
      throw new IOException("The provider's log has forgotten the first calls: measure for a shorter time.");
    }
    for (var entry : entries) {
      var account = entry.path("account").asString("");
      var start = startOf(entry);
      if (!account.isEmpty() && !start.isBefore(from) && start.isBefore(until)) {
        calls.computeIfAbsent(account, _ -> new ArrayList<>()).add(start);
      }
    }
    return calls;
  }

  /** Waits until each was asked for. @return when its first call started */
  Map<String, Instant> await(Set<String> addresses, Instant limit) throws IOException, InterruptedException {
    while (true) {
      var started = firstCalls(addresses);
      if (started.size() == addresses.size()) {
        return started;
      }
      if (Instant.now().isAfter(limit)) {
        throw new IOException("The provider was asked for %d of %d addresses.".formatted(started.size(), addresses.size()));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private Map<String, Instant> firstCalls(Set<String> addresses) throws IOException, InterruptedException {
    var started = new HashMap<String, Instant>();
    for (var entry : entries()) {
      var address = entry.path("query").path("any_email").asString("");
      if (addresses.contains(address)) {
        started.merge(address, startOf(entry), (first, second) -> first.isBefore(second) ? first : second);
      }
    }
    return started;
  }

  /** Entries are written when the answer is ready. */
  private static Instant startOf(JsonNode entry) {
    return Instant.parse(entry.path("at").asString()).minus(entry.path("micros").asLong(), ChronoUnit.MICROS);
  }

  private JsonNode entries() throws IOException, InterruptedException {
    var response = http.send(HttpRequest.newBuilder(log).build(), BodyHandlers.ofString());
    return JSON.readTree(response.body()).path("entries");
  }
}
