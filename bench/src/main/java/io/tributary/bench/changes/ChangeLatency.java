package io.tributary.bench.changes;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.PacedWrites;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.events.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;

/** A steady stream of changed addresses: how long after its commit each is on Kafka. */
public final class ChangeLatency implements Scenario {

  private static final int PER_SECOND = 200;
  private static final Duration WINDOW = Duration.ofSeconds(12);
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final double AIM = 3;

  @Override
  public String name() {
    return "change-latency";
  }

  @Override
  public String description() {
    return "Commit to change on Kafka at 200 changes a second: p50 and p99, beside a no-op Debezium handler.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int changes = PER_SECOND * (int) Math.max(1, sizes.of(WINDOW).toSeconds());
    var floor = new Latencies();
    var ours = new Latencies();
    try (var captures = Captures.start(stack); var sql = captures.sql()) {
      for (var side : captures.inTurns()) {
        new Insertions(sql, stack.bootstrapServers()).insert(side, changes);
        measure(stack, sql, side, PER_SECOND * (int) Math.max(1, sizes.of(WARM_UP).toSeconds()));
      }
      for (int round = 1; round <= sizes.rounds(); round++) {
        floor.add(measure(stack, sql, captures.floor(), changes));
        ours.add(measure(stack, sql, captures.ours(), changes));
        stack.progress().say("round %d, p50 and p99: floor %s, ours %s".formatted(round, floor.last(), ours.last()));
      }
    }
    return outcome(floor, ours);
  }

  private Outcome outcome(Latencies floor, Latencies ours) {
    var measured = new LinkedHashMap<String, Double>();
    measured.put("ours p50 ms", Samples.median(ours.p50));
    measured.put("floor p50 ms", Samples.median(floor.p50));
    measured.put("ours p99 ms", Samples.median(ours.p99));
    measured.put("floor p99 ms", Samples.median(floor.p99));
    return new Outcome(name(), List.of(
        Figure.atMost("p50 ratio", Latencies.ratio(ours.p50, floor.p50), AIM),
        Figure.atMost("p99 ratio", Latencies.ratio(ours.p99, floor.p99), AIM)), measured);
  }

  /** @return milliseconds from the answer to the commit until a consumer has the change */
  private static Samples measure(BenchStack stack, DSLContext sql, Side side, int changes) throws Exception {
    var records = sql.fetch("select id from %s order by id limit ?".formatted(side.table()), changes).getValues(0, Long.class);
    var addresses = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    try (var arrivals = Arrivals.on(side.topic(), stack.bootstrapServers())) {
      var committed = new PacedWrites(sql, side.table(), PER_SECOND).change(records, id -> "ada-%d@%s.test".formatted(id, addresses));
      var arrived = arrivals.await(changes);
      return new Samples(committed.entrySet().stream()
          .map(each -> millis(each.getValue(), Objects.requireNonNull(arrived.get(Keys.of(Contacts.TENANT, each.getKey()))))).toList());
    }
  }

  private static double millis(Instant from, Instant to) {
    return from.until(to, ChronoUnit.NANOS) / 1e6;
  }

  /** Per round. */
  private static final class Latencies {

    private final List<Double> p50 = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();

    void add(Samples milliseconds) {
      p50.add(milliseconds.quantile(0.50));
      p99.add(milliseconds.quantile(0.99));
    }

    String last() {
      return "%.1f and %.1f ms".formatted(p50.getLast(), p99.getLast());
    }

    /** The median of the rounds' ratios: the two of a round were measured next to each other. */
    static double ratio(List<Double> ours, List<Double> floor) {
      var ratios = new ArrayList<Double>();
      for (int round = 0; round < ours.size(); round++) {
        ratios.add(ours.get(round) / floor.get(round));
      }
      return Samples.median(ratios);
    }
  }
}
