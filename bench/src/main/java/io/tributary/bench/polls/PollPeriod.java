package io.tributary.bench.polls;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.bench.heap.GcLog;
import io.tributary.simulators.fathom.FathomSimulator;
import io.tributary.simulators.gong.GongSimulator;
import io.tributary.simulators.slack.SlackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Two hundred connections, of which each of fifty tenants has one to every source: read for the first time, and then polled again with nothing
 * new. The poller runs with the heap it is deployed with, and would end if that were not enough.
 */
public final class PollPeriod implements Scenario {

  private static final int TENANTS = 50;
  private static final Duration PERIOD = Duration.ofMinutes(15);
  private static final double MOST_MIB = 256;
  private static final String MAILBOX = "garym@canada.com";
  static final List<String> CHANNELS = List.of("C001", "C002");

  /** What a connection to each source is made of. */
  private static final Map<String, Map<String, Object>> CONNECTIONS = Map.of(
      "slack", Map.of("credentials", Map.of("token", SlackOptions.DEFAULT_TOKEN), "settings", Map.of("channels", CHANNELS)),
      "gong", Map.of("workspace", "ours",
          "credentials", Map.of("access_key", GongSimulator.ACCESS_KEY, "access_key_secret", GongSimulator.ACCESS_KEY_SECRET)),
      "fathom", Map.of("workspace", "ours", "credentials", Map.of("api_key", FathomSimulator.API_KEY)),
      "gmail", Map.of("credentials", Map.of("refresh_token", "refresh-" + MAILBOX, "client_id", "id", "client_secret", "secret"),
          "settings", Map.of("labels", List.of("SENT"))));

  @Override
  public String name() {
    return "polls";
  }

  @Override
  public String description() {
    return "200 connections of Slack, Gong, Fathom and Gmail: seconds until all were read, and then polled with nothing new; calls, heap.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    var tenants = IntStream.range(0, sizes.of(TENANTS)).mapToObj("polls-%d"::formatted).toList();
    var logs = stack.folder("gc-polls");
    var doubles = stack.startDoubles(List.of("--contacts", "10"));
    stack.startServices(
        List.of("record-service", "connector-poller"), List.of(GcLog.option(logs), "-XX:+ExitOnOutOfMemoryError"), doubles.environment());
    try (var sql = stack.sql("connectors")) {
      var polls = new Polls(stack, sql, CONNECTIONS.size() * tenants.size(), PERIOD);
      var begun = polls.now();
      tenants.parallelStream().forEach(tenant -> connectAll(stack, tenant));
      var first = polls.awaitAll(begun);
      stack.progress().say("read for the first time: %.1f s".formatted(first.seconds()));
      var again = polls.now();
      tenants.parallelStream().forEach(tenant -> polls.ask(Contacts.frontDoor(stack, tenant), tenant));
      var quiet = polls.awaitAll(again);
      return outcome(stack, logs, tenants.size(), first, quiet);
    } finally {
      stack.stopServices();
      stack.stop(doubles.process());
    }
  }

  private static void connectAll(BenchStack stack, String tenant) {
    var frontDoor = Contacts.frontDoor(stack, tenant);
    CONNECTIONS.forEach((source, connection) -> frontDoor.post("/api/connectors/%s/connections".formatted(source), connection));
  }

  private Outcome outcome(BenchStack stack, Path logs, int tenants, Polls.Done first, Polls.Done quiet) throws Exception {
    var poller = stack.local().services().processes().stream().filter(process -> process.name().equals("connector-poller")).findFirst().orElseThrow();
    var log = GcLog.of(logs, poller.pid());
    var heap = log.peakUntil(log.lines());
    var measured = new LinkedHashMap<String, Double>();
    measured.put("connections", (double) CONNECTIONS.size() * tenants);
    measured.put("first reading calls a run", first.callsEach());
    measured.put("nothing new calls a run", quiet.callsEach());
    measured.put("live MiB", (double) heap.live());
    return new Outcome(name(), List.of(
        Figure.atMost("first reading s", first.seconds(), PERIOD.toSeconds()),
        Figure.atMost("nothing new s", quiet.seconds(), PERIOD.toSeconds()),
        Figure.atMost("nothing new calls beyond one a channel or mailbox", quiet.callsBeyond(), 0),
        Figure.atMost("heap MiB", heap.used(), MOST_MIB)), measured);
  }
}
