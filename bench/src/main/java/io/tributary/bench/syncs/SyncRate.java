package io.tributary.bench.syncs;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Mailboxes;
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
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Records that are new, through capture, topic and queue: how many of them each channel's service syncs a minute where the provider answers at
 * once, from the first job that began to the last that ended; and with how many calls, by the provider's own count. One channel after the other.
 */
public final class SyncRate implements Scenario {

  private static final int RECORDS = 4_000;
  private static final double AIM = 2_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private record Synced(double perMinute, double callsEach) {}

  @Override
  public String name() {
    return "sync-rate";
  }

  @Override
  public String description() {
    return "New records synced a minute by each channel's service against a provider without latency, and its calls for each.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int records = sizes.of(RECORDS);
    int warmUp = Math.max(1, records / 4);
    var people = new People(warmUp + sizes.rounds() * records);
    var doubles = stack.startDoubles(List.of(
        "--mail", Mailboxes.in(stack.folder("rate-mail"), 1).toString(), "--whatsapp", people.whatsApp(stack.folder("rate-whatsapp")).toString(),
        "--linkedin", people.linkedIn(stack.folder("rate-linkedin")).toString(), "--contacts", "10"));
    var provider = new UniPileAccounts(doubles.uniPileUrl(), Simulators.API_KEY);
    var services = Stream.concat(Stream.of("record-service"), Lane.ALL.stream().map(Lane::service)).toList();
    stack.startServices(services, List.of(), doubles.environment());
    var figures = new ArrayList<Figure>();
    try {
      for (var lane : Lane.ALL) {
        figures.addAll(measure(stack, provider, lane, warmUp, records, sizes.rounds()));
      }
    } finally {
      stack.stopServices();
      stack.stop(doubles.process());
    }
    return new Outcome(name(), figures, new LinkedHashMap<>(Map.of("records", (double) records)));
  }

  private static List<Figure> measure(BenchStack stack, UniPileAccounts provider, Lane lane, int warmUp, int records, int rounds) throws Exception {
    var rates = new ArrayList<Double>();
    var calls = new ArrayList<Double>();
    try (var sql = stack.sql("records"); var syncs = stack.sql(lane.database())) {
      var pipeline = Contacts.pipeline(stack).id();
      connect(stack, lane, lane.account(provider));
      sync(stack, sql, syncs, provider, lane, pipeline, 1, warmUp);
      for (int round = 0; round < rounds; round++) {
        var synced = sync(stack, sql, syncs, provider, lane, pipeline, warmUp + 1 + round * records, records);
        rates.add(synced.perMinute());
        calls.add(synced.callsEach());
        stack.progress().say("%s, round %d: %.0f records a minute, %.2f calls each".formatted(
            lane.channel(), round + 1, synced.perMinute(), synced.callsEach()));
      }
    }
    return List.of(
        Figure.atLeast(lane.channel() + " records/min", Samples.median(rates), AIM),
        Figure.atMost(lane.channel() + " calls a record", Samples.median(calls), lane.calls()));
  }

  private static void connect(BenchStack stack, Lane lane, String account) {
    Contacts.connect(Contacts.frontDoor(stack), lane.channel(), account, Contacts.NO_LIMIT);
  }

  private static Synced sync(
      BenchStack stack, DSLContext sql, DSLContext syncs, UniPileAccounts provider, Lane lane, long pipeline, int first, int count) throws Exception {
    int before = completed(syncs);
    long callsBefore = provider.callsByChannel().path(lane.channel()).asLong();
    sql.execute("insert into records (tenant, pipeline_id, data) select ?, ?, jsonb_build_object('%s', %s) from generate_series(?, ?) n".formatted(
        lane.field(), lane.value()), Contacts.TENANT, pipeline, first, first + count - 1);
    var end = Instant.now().plus(LIMIT);
    while (completed(syncs) < before + count) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("%d of %d records were synced by %s within %d s.".formatted(
            completed(syncs) - before, count, lane.channel(), LIMIT.toSeconds()));
      }
      stack.local().checkAlive();
      Thread.sleep(200);
    }
    long calls = provider.callsByChannel().path(lane.channel()).asLong() - callsBefore;
    return new Synced(60 * count / secondsOf(syncs, count), (double) calls / count);
  }

  private static int completed(DSLContext syncs) {
    return syncs.fetchSingle("select count(*) from sync_jobs where tenant = ? and status = 'COMPLETED'", Contacts.TENANT).get(0, Integer.class);
  }

  /** Of the latest jobs: those of the round. */
  private static double secondsOf(DSLContext syncs, int count) {
    return syncs.fetchSingle("""
        select extract(epoch from max(finished_at) - min(started_at))::float8
        from (select * from sync_jobs where tenant = ? and status = 'COMPLETED' order by created_at desc limit ?) j""",
        Contacts.TENANT, count).get(0, Double.class);
  }
}
