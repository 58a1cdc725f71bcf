package io.tributary.bench.syncs;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.stack.Simulators;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Records that are new, through capture, topic and queue: how many of them the e-mail service syncs a minute, and with how many calls, where
 * the provider answers at once. Counted by the jobs, from the first that began to the last that ended.
 */
public final class SyncRate implements Scenario {

  private static final int RECORDS = 4_000;
  private static final double AIM = 2_000;
  private static final int NO_LIMIT = 1_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private record Synced(double perMinute, double callsEach) {}

  @Override
  public String name() {
    return "sync-rate";
  }

  @Override
  public String description() {
    return "New records synced a minute by one channel's service against a provider without latency, and its calls for each.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int records = sizes.of(RECORDS);
    var rates = new ArrayList<Double>();
    var calls = new ArrayList<Double>();
    stack.startServices(List.of("record-service", "channel-sync-email"));
    try (var sql = stack.sql("records"); var syncs = stack.sql("email_sync")) {
      var pipeline = Contacts.pipeline(stack).id();
      connectOneMailbox(stack);
      measure(sql, syncs, pipeline, 0, Math.max(1, records / 4));
      for (int round = 1; round <= sizes.rounds(); round++) {
        var synced = measure(sql, syncs, pipeline, round, records);
        rates.add(synced.perMinute());
        calls.add(synced.callsEach());
        stack.progress().say("round %d: %.0f records a minute, %.2f calls each".formatted(round, synced.perMinute(), synced.callsEach()));
      }
    } finally {
      stack.stopServices();
    }
    return new Outcome(name(), List.of(
        Figure.atLeast("records/min", Samples.median(rates), AIM), Figure.atMost("calls a record", Samples.median(calls), 1)),
        new LinkedHashMap<>(Map.of("records", (double) records)));
  }

  private static void connectOneMailbox(BenchStack stack) throws Exception {
    var account = new UniPileAccounts(stack.local().simulators().uniPileUrl(), Simulators.API_KEY).ids().getFirst();
    var api = Contacts.frontDoor(stack);
    api.postUnlessThere("/api/channels/email/connections", Map.of("account", account));
    api.patch("/api/channels/email/connections/" + account, Map.of("rate_limit_per_hour", NO_LIMIT));
  }

  private static Synced measure(DSLContext sql, DSLContext syncs, long pipeline, int round, int count) {
    var before = count(syncs);
    sql.execute("""
        insert into records (tenant, pipeline_id, data)
        select ?, ?, jsonb_build_object('work_email', 'ada-' || i || '@sync-rate-' || ?::text || '.test') from generate_series(1, ?) i""",
        Contacts.TENANT, pipeline, round, count);
    var end = Instant.now().plus(LIMIT);
    while (count(syncs) < before + count) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("%d of %d records were synced within %d s.".formatted(count(syncs) - before, count, LIMIT.toSeconds()));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    var jobs = ended(syncs, count);
    return new Synced(60 * count / jobs.get("seconds", Double.class), jobs.get("calls", Double.class) / count);
  }

  private static int count(DSLContext syncs) {
    return syncs.fetchSingle("select count(*) from sync_jobs where status = 'COMPLETED'").get(0, Integer.class);
  }

  /** The latest jobs: those of the round. */
  private static Record ended(DSLContext syncs, int count) {
    return syncs.fetchSingle("""
        select extract(epoch from max(finished_at) - min(started_at))::float8 as seconds, sum(provider_calls)::float8 as calls
        from (select * from sync_jobs where status = 'COMPLETED' order by created_at desc limit ?) j""", count);
  }
}
