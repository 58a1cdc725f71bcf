package io.tributary.bench.syncs;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.bench.calls.SlowProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A bulk import beside everybody else's work. What its own tenant's people ask for now must not wait for it; and four other tenants, who change a
 * hundredth as many records each, first alone and then beside it, must not wait twice as long.
 */
public final class SyncNow implements Scenario {

  private static final String BULK = "bulk";
  private static final int IMPORTED = 10_000;
  private static final int OTHERS_SHARE = 100;
  private static final List<String> OTHERS = IntStream.range(0, 4).mapToObj("other-%d"::formatted).toList();
  private static final int WISHES = 20;
  private static final long BETWEEN_WISHES_MILLIS = 500;
  private static final double MOST_SECONDS = 5;
  private static final double MOST_TIMES = 2;
  private static final Duration LATENCY = Duration.ofMillis(100);

  @Override
  public String name() {
    return "sync-now";
  }

  @Override
  public String description() {
    return "While an import of 10,000 records is synced: seconds until a person's wish starts, and other tenants' p95 beside their p95 without it.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int imported = sizes.of(IMPORTED);
    int each = Math.max(1, imported / OTHERS_SHARE);
    var provider = SlowProvider.start(stack, "now-mailboxes", OTHERS.size() + 1, LATENCY);
    stack.startServices(List.of("record-service", "channel-sync-email"), List.of(), provider.settings());
    try (var sql = stack.sql("records"); var syncs = stack.sql("email_sync")) {
      var work = new Work(stack, sql, syncs);
      connect(stack, provider.accounts());
      work.insert(OTHERS, each).awaitStarted();
      var p95s = new ArrayList<Double>();
      for (int round = 0; round < sizes.rounds(); round++) {
        p95s.add(work.insert(OTHERS, each).awaitStarted().quantile(0.95));
      }
      double alone = Samples.median(p95s);
      stack.progress().say("others alone: p95 %.2f s".formatted(alone));
      var backlog = work.insert(List.of(BULK), imported);
      backlog.awaitQueued();
      double beside = work.insert(OTHERS, each).awaitStarted().quantile(0.95);
      stack.progress().say("others beside the import: p95 %.2f s".formatted(beside));
      var wishes = wish(stack, work, backlog.records(), sizes.of(WISHES));
      int left = backlog.left();
      var measured = new LinkedHashMap<String, Double>();
      measured.put("p50 s", wishes.quantile(0.5));
      measured.put("others alone p95 s", alone);
      measured.put("others beside p95 s", beside);
      measured.put("imported", (double) imported);
      return new Outcome(name(), List.of(
          Figure.atMost("slowest wish s", wishes.quantile(1), MOST_SECONDS), Figure.atMost("others' p95 ratio", beside / alone, MOST_TIMES),
          Figure.atLeast("backlog left at the end", left, 1)), measured);
    } finally {
      stack.stopServices();
      stack.stop(provider.process());
    }
  }

  private static void connect(BenchStack stack, List<String> accounts) {
    var tenants = IntStream.rangeClosed(0, OTHERS.size()).mapToObj(i -> i == 0 ? BULK : OTHERS.get(i - 1)).toList();
    for (int i = 0; i < tenants.size(); i++) {
      var api = Contacts.frontDoor(stack, tenants.get(i));
      Contacts.connect(api, "email", accounts.get(i), Contacts.NO_LIMIT);
    }
  }

  /** For records at the end of the import, whose turn is far. @return seconds from the request to the start */
  private static Samples wish(BenchStack stack, Work work, List<Long> imported, int count) throws InterruptedException {
    var api = Contacts.frontDoor(stack, BULK);
    var asked = new LinkedHashMap<Long, Instant>();
    for (var record : imported.subList(Math.max(0, imported.size() - count), imported.size())) {
      asked.put(record, Instant.now());
      api.post("/api/records/%d/sync".formatted(record), Map.of("channels", List.of("email")));
      Thread.sleep(BETWEEN_WISHES_MILLIS);
    }
    return work.awaitStarted(asked);
  }
}
