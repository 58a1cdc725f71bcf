package io.tributary.bench.changes;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Many rows in one transaction: how many changes a second come out on Kafka. */
public final class ChangeBulk implements Scenario {

  private static final int ROWS = 200_000;
  private static final int WARM_UP = 20_000;
  private static final double AIM = 0.35;

  @Override
  public String name() {
    return "change-bulk";
  }

  @Override
  public String description() {
    return "200,000 rows inserted in one transaction: changes a second on Kafka, beside a no-op Debezium handler.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int rows = sizes.of(ROWS) / 4 * 4;
    var ratios = new ArrayList<Double>();
    var floorRates = new ArrayList<Double>();
    var ourRates = new ArrayList<Double>();
    try (var captures = Captures.start(stack); var sql = captures.sql()) {
      var insertions = new Insertions(sql, stack.bootstrapServers());
      for (var side : captures.inTurns()) {
        insertions.insert(side, sizes.of(WARM_UP) / 4 * 4);
      }
      for (int round = 1; round <= sizes.rounds(); round++) {
        double floor = rows / insertions.insert(captures.floor(), rows);
        double ours = rows / insertions.insert(captures.ours(), rows);
        stack.progress().say("round %d: floor %.0f changes/s, ours %.0f".formatted(round, floor, ours));
        floorRates.add(floor);
        ourRates.add(ours);
        ratios.add(ours / floor);
      }
    }
    var measured = new LinkedHashMap<String, Double>();
    measured.put("ours changes/s", Samples.median(ourRates));
    measured.put("floor changes/s", Samples.median(floorRates));
    measured.put("ours ms", rows / Samples.median(ourRates) * 1e3);
    measured.put("floor ms", rows / Samples.median(floorRates) * 1e3);
    return new Outcome(name(), List.of(Figure.atLeast("rate ratio", Samples.median(ratios), AIM)), measured);
  }
}
