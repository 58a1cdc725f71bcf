package io.tributary.bench.salesforce;

import io.tributary.bench.BenchStack;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.stack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A full run that has ended well, by its own account.
 *
 * @param seconds from the request to the end, which comes after the last row
 */
record FullRun(long contacts, double seconds, long calls, long jobs) {

  private static final Service SALESFORCE =
      Service.ALL.stream().filter(service -> service.name().equals("salesforce-sync")).findFirst().orElseThrow();
  private static final long PAUSE_MILLIS = 500;

  static void connect(BenchStack stack, String tenant, String organisation) {
    api(stack, tenant).put("/api/salesforce/connection", Map.of(
        "domain", organisation, "credentials", Map.of("client_id", "cid", "client_secret", "sec")));
  }

  /** Asks for a run and waits for its end. */
  static FullRun of(BenchStack stack, String tenant, Duration limit) throws InterruptedException {
    var api = api(stack, tenant);
    var run = api.post("/api/salesforce/runs", Map.of("kind", "FULL"));
    var path = "/api/salesforce/runs/" + run.path("id").asString();
    for (var end = Instant.now().plus(limit); run.path("finished_at").isNull(); run = api.get(path)) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("After %s the run stands so: %s".formatted(limit, run));
      }
      stack.local().checkAlive();
      Thread.sleep(PAUSE_MILLIS);
    }
    if (!run.path("status").asString().equals("SUCCESS")) {
      throw new IllegalStateException("The run did not end well: " + run);
    }
    var counts = run.path("result").path("counts");
    var seconds = Duration.between(Instant.parse(run.path("requested_at").asString()), Instant.parse(run.path("finished_at").asString()));
    return new FullRun(counts.path("added").asLong(), seconds.toMillis() / 1e3, counts.path("calls").asLong(), counts.path("jobs").asLong());
  }

  private static FrontDoor api(BenchStack stack, String tenant) {
    var local = stack.local();
    return new FrontDoor(local.services().url(SALESFORCE), () -> local.key().token(tenant, "bench", Set.of("api"), Duration.ofMinutes(10)));
  }
}
