package io.tributary.bench.resolver;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Figure;
import io.tributary.bench.Mails;
import io.tributary.bench.Offsets;
import io.tributary.bench.Outcome;
import io.tributary.bench.Publish;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.bench.heap.GcLog;
import io.tributary.events.CommunicationObserved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A million mails of fifty thousand people for one tenant, and then a bare insert of the rows they became. */
public final class ManyMails implements Scenario {

  private static final int MAILS = 1_000_000;
  private static final int PEOPLE = 50_000;
  private static final int AT_ONCE = 10_000;
  private static final int WARM_UP = 10_000;
  private static final int LENGTH = 500;
  private static final double AIM = 0.35;
  private static final double MOST_GROWTH = 1.25;
  private static final double MOST_MIB = 256;

  @Override
  public String name() {
    return "resolver-large";
  }

  @Override
  public String description() {
    return "A million mails of 50,000 people stored and linked, and a bare insert of their rows; whether memory stays flat.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int mails = sizes.of(MAILS);
    int atOnce = Math.min(AT_ONCE, Math.max(1, mails / 10));
    var logs = stack.folder("gc-resolver");
    stack.startServices(List.of(ResolverRate.GROUP), List.of(GcLog.option(logs), "-XX:+ExitOnOutOfMemoryError", BenchStack.COMPILED));
    try (var publish = Publish.to(stack); var offsets = new Offsets(stack.bootstrapServers())) {
      warmUp(stack, publish, offsets);
      var heap = GcLog.of(logs, stack.local().services().processes().getFirst().pid());
      var many = new Mails("many", sizes.of(PEOPLE));
      ResolverRate.tellRecords(publish, offsets, many);
      var rates = new ArrayList<Double>();
      int middle = 0;
      double seconds = 0;
      for (int from = 0; from < mails; from += atOnce) {
        int count = Math.min(atOnce, mails - from);
        double took = ResolverRate.store(publish, offsets, some(many, from, count));
        seconds += took;
        rates.add(count / took);
        middle = from + count <= mails / 2 ? heap.lines() : middle;
        if (rates.size() % 10 == 0) {
          stack.progress().say("%d mails: %.0f mails/s".formatted(from + count, (from + count) / seconds));
        }
      }
      try (var sql = stack.sql("communications")) {
        ResolverRate.checkStored(sql, "many", mails);
        ResolverRate.awaitPublished(sql);
      }
      var first = heap.peakUntil(middle);
      var second = heap.peakAfter(middle);
      stack.progress().say("writing the same rows bare");
      return outcome(mails / seconds, mails / BareRows.in(stack).copy("many"), rates, first, second);
    } finally {
      stack.stopServices();
    }
  }

  /** Another tenant's mails: code gets compiled, tables get statistics. */
  private static void warmUp(BenchStack stack, Publish publish, Offsets offsets) throws Exception {
    var few = new Mails("few");
    ResolverRate.tellRecords(publish, offsets, few);
    ResolverRate.store(publish, offsets, some(few, 0, WARM_UP));
    try (var sql = stack.sql("communications")) {
      sql.execute("analyze");
    }
  }

  private static Stream<CommunicationObserved> some(Mails mails, int from, int count) {
    return IntStream.range(from, from + count).mapToObj(number -> mails.mail(number, LENGTH));
  }

  private Outcome outcome(double ours, double floor, List<Double> rates, GcLog.Peak first, GcLog.Peak second) {
    int tenth = Math.max(1, rates.size() / 10);
    var measured = new LinkedHashMap<String, Double>();
    measured.put("ours mails/s", ours);
    measured.put("floor mails/s", floor);
    measured.put("first tenth mails/s", Samples.median(rates.subList(0, tenth)));
    measured.put("last tenth mails/s", Samples.median(rates.subList(rates.size() - tenth, rates.size())));
    measured.put("live MiB in the first half", (double) first.live());
    measured.put("live MiB in the second half", (double) second.live());
    return new Outcome(name(), List.of(
        Figure.atLeast("rate ratio", ours / floor, AIM), Figure.atMost("heap MiB", Math.max(first.used(), second.used()), MOST_MIB),
        Figure.atMost("live growth", (double) second.live() / Math.max(1, first.live()), MOST_GROWTH)), measured);
  }
}
