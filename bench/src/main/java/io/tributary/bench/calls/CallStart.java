package io.tributary.bench.calls;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.PacedWrites;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.stack.Simulators;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/** New addresses, through capture, topic and throttle: when the provider is asked for them. Each record gets one address, once. */
public final class CallStart implements Scenario {

  private static final int PER_SECOND = 50;
  private static final Duration WINDOW = Duration.ofSeconds(12);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "call-start";
  }

  @Override
  public String description() {
    return "Commit to the provider's call started at 50 changes a second: p50 and p95, by the provider's own log.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int changes = PER_SECOND * (int) Math.max(1, sizes.of(WINDOW).toSeconds());
    var p50 = new ArrayList<Double>();
    var p95 = new ArrayList<Double>();
    stack.startServices(List.of("record-service", "channel-sync-email"));
    try (var sql = stack.sql("records")) {
      var pipeline = Contacts.pipeline(stack).id();
      connectOneMailbox(stack);
      measure(stack, sql, pipeline, 0, changes / 2);
      for (int round = 1; round <= sizes.rounds(); round++) {
        var millis = measure(stack, sql, pipeline, round, changes);
        p50.add(millis.quantile(0.50));
        p95.add(millis.quantile(0.95));
        stack.progress().say("round %d: p50 %.0f ms, p95 %.0f ms".formatted(round, p50.getLast(), p95.getLast()));
      }
    } finally {
      stack.stopServices();
    }
    return new Outcome(name(), List.of(
        Figure.reported("p50 ms", Samples.median(p50)), Figure.reported("p95 ms", Samples.median(p95))),
        new LinkedHashMap<>(Map.of("changes/s", (double) PER_SECOND)));
  }

  private static void connectOneMailbox(BenchStack stack) throws Exception {
    var account = new UniPileAccounts(stack.local().simulators().uniPileUrl(), Simulators.API_KEY).ids().getFirst();
    Contacts.connect(Contacts.frontDoor(stack), "email", account, Contacts.NO_LIMIT);
  }

  /** @return milliseconds from the answer to the commit until the provider has the request */
  private static Samples measure(BenchStack stack, DSLContext sql, long pipeline, int round, int changes) throws Exception {
    var records = sql.fetch("""
        insert into records (tenant, pipeline_id, data) select ?, ?, '{"first_name": "Ada"}' from generate_series(1, ?) returning id""",
        Contacts.TENANT, pipeline, changes).getValues(0, Long.class);
    var committed = new HashMap<String, Instant>();
    new PacedWrites(sql, "records", PER_SECOND).change(records, id -> address(id, round))
        .forEach((id, at) -> committed.put(address(id, round), at));
    var started = new ProviderLog(stack.local().simulators().uniPileUrl()).await(committed.keySet(), Instant.now().plus(LIMIT));
    return new Samples(committed.entrySet().stream()
        .map(each -> each.getValue().until(Objects.requireNonNull(started.get(each.getKey())), ChronoUnit.MICROS) / 1e3).toList());
  }

  private static String address(long record, int round) {
    return "ada-%d@round-%d.test".formatted(record, round);
  }
}
