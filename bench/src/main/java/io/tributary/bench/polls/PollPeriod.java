package io.tributary.bench.polls;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.local.feed.FrontDoor;
import io.tributary.simulators.fathom.FathomSimulator;
import io.tributary.simulators.gong.GongSimulator;
import io.tributary.simulators.slack.SlackOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/**
 * Two hundred connections, of which each of fifty tenants has one to every source: read for the first time, and then polled again with nothing
 * new. The poller runs with the heap it is deployed with, and would end if that were not enough.
 */
public final class PollPeriod implements Scenario {

  private static final int TENANTS = 50;
  private static final Duration PERIOD = Duration.ofMinutes(15);
  private static final String MAILBOX = "bench@ours.test";

  /** What a connection to each source is made of. */
  private static final Map<String, Map<String, Object>> CONNECTIONS = Map.of(
      "slack", Map.of("credentials", Map.of("token", SlackOptions.DEFAULT_TOKEN), "settings", Map.of("channels", List.of("C001", "C002"))),
      "gong", Map.of("workspace", "ours",
          "credentials", Map.of("access_key", GongSimulator.ACCESS_KEY, "access_key_secret", GongSimulator.ACCESS_KEY_SECRET)),
      "fathom", Map.of("workspace", "ours", "credentials", Map.of("api_key", FathomSimulator.API_KEY)),
      "gmail", Map.of("credentials", Map.of("refresh_token", "refresh-" + MAILBOX, "client_id", "id", "client_secret", "secret"),
          "settings", Map.of("labels", List.of("INBOX"))));

  @Override
  public String name() {
    return "polls";
  }

  @Override
  public String description() {
    return "200 connections of Slack, Gong, Fathom and Gmail: seconds until all were polled with nothing new, within a period of 15 minutes.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int tenants = sizes.of(TENANTS);
    var seconds = new ArrayList<Double>();
    stack.startServices(List.of("record-service", "connector-poller"), List.of("-XX:+ExitOnOutOfMemoryError"));
    try (var sql = stack.sql("connectors")) {
      var begun = now(sql);
      for (int i = 0; i < tenants; i++) {
        connectAll(frontDoor(stack, i));
      }
      pollAll(stack, sql, tenants);
      var first = until(stack, sql, begun, tenants);
      stack.progress().say("read for the first time: %.1f s".formatted(first));
      for (int round = 1; round <= sizes.rounds(); round++) {
        var since = now(sql);
        pollAll(stack, sql, tenants);
        seconds.add(until(stack, sql, since, tenants));
        stack.progress().say("round %d: %.1f s".formatted(round, seconds.getLast()));
      }
      var calls = sql.fetchSingle("select avg(calls) from runs where published = 0 and fetched >= 0 and started_at > ?::timestamptz", begun)
          .get(0, Double.class);
      return new Outcome(name(), List.of(Figure.atMost("seconds", Samples.median(seconds), PERIOD.toSeconds())),
          new LinkedHashMap<>(Map.of("connections", 4.0 * tenants, "first reading s", first, "calls a poll", calls)));
    } finally {
      stack.stopServices();
    }
  }

  private static FrontDoor frontDoor(BenchStack stack, int tenant) {
    var local = stack.local();
    return new FrontDoor(local.frontDoor(), () -> local.key().token("bench-" + tenant, "bench", Set.of("api"), Duration.ofMinutes(10)));
  }

  private static void connectAll(FrontDoor frontDoor) {
    CONNECTIONS.forEach((source, connection) -> frontDoor.post("/api/connectors/%s/connections".formatted(source), connection));
  }

  /** As the clock would, but at once. */
  private static void pollAll(BenchStack stack, DSLContext sql, int tenants) {
    IntStream.range(0, tenants).parallel().forEach(i -> {
      var frontDoor = frontDoor(stack, i);
      sql.fetch("select lower(source), workspace from connections where tenant = ?", "bench-" + i).forEach(connection ->
          frontDoor.post("/api/connectors/%s/connections/%s/poll".formatted(connection.get(0), connection.get(1)), Map.of()));
    });
  }

  private static String now(DSLContext sql) {
    return sql.fetchSingle("select clock_timestamp()::text").get(0, String.class);
  }

  /** @return seconds until every connection had a success since then */
  private static double until(BenchStack stack, DSLContext sql, String since, int tenants) throws InterruptedException {
    var limit = Instant.now().plus(PERIOD);
    while (sql.fetchSingle("select count(*) from connections where last_success_at > ?::timestamptz", since).get(0, Integer.class) < 4 * tenants) {
      if (Instant.now().isAfter(limit)) {
        throw new IllegalStateException("Not all of %d connections were polled within %d s.".formatted(4 * tenants, PERIOD.toSeconds()));
      }
      stack.local().checkAlive();
      Thread.sleep(100);
    }
    return sql.fetchSingle("select extract(epoch from max(last_success_at) - ?::timestamptz) from connections", since).get(0, Double.class);
  }
}
