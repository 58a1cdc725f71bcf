package io.tributary.bench.salesforce;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Figure;

import io.tributary.bench.Outcome;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.bench.heap.GcLog;
import io.tributary.local.feed.FeedContacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * Contacts that somebody works with: 817 of 600,000, in a service that has just started; then an organisation where somebody works with all
 * of them. Each round is another tenant, so that every contact is new.
 */
public final class ContactSync implements Scenario {

  private static final String SERVICE = "salesforce-sync";
  private static final int CONTACTS = 600_000;
  static final int IDS_A_JOB = 4_500;
  private static final double MOST_SECONDS = 2;
  private static final double LEAST_RATIO = 0.5;
  private static final double MOST_MIB = 256;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "salesforce";
  }

  @Override
  public String description() {
    return "817 contacts of 600,000, then all 600,000 with a hundred fields beside a bare COPY and upsert of the same CSV.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int contacts = sizes.of(CONTACTS);
    var logs = stack.folder("gc-salesforce");
    var organisation = LargeOrganisation.start(stack, contacts);
    stack.startServices(List.of(SERVICE), List.of(GcLog.option(logs), "-XX:+ExitOnOutOfMemoryError"),
        Map.of("SALESFORCE_BATCH_SIZE", Integer.toString(IDS_A_JOB), "SALESFORCE_GZIP", "false"));
    try {
      var few = FullRun.of(stack, FeedContacts.TENANT, LIMIT);
      stack.progress().say("%d contacts in %.2f s".formatted(few.contacts(), few.seconds()));
      var many = new ArrayList<FullRun>();
      var floors = new ArrayList<Double>();
      for (int round = 1; round <= sizes.rounds(); round++) {
        var tenant = "bench-" + round;
        FullRun.connect(stack, tenant, organisation.url());
        many.add(FullRun.of(stack, tenant, LIMIT));
        floors.add(floor(stack, tenant, contacts));
        stack.progress().say("round %d: floor %.0f contacts/s, ours %.0f".formatted(
            round, contacts / floors.getLast(), contacts / many.getLast().seconds()));
      }
      return outcome(few, many, floors, GcLog.of(logs, stack.local().services().processes().getFirst().pid()));
    } finally {
      stack.stopServices();
      stack.stop(organisation.process());
    }
  }

  /** With nothing else going on: upserts of the round have gone out, its rows go. @return seconds */
  private static double floor(BenchStack stack, String tenant, int contacts) throws Exception {
    try (var sql = stack.sql("salesforce")) {
      while (sql.fetchSingle("""
          select exists (select from contacts_to_tell) or exists (select from record_upserts where version > published_version)""").get(0, Boolean.class)) {
        Thread.sleep(50);
      }
      double seconds = BareContacts.in(stack).write(tenant, contacts);
      forget(sql, tenant);
      return seconds;
    }
  }

  private static void forget(DSLContext sql, String tenant) {
    sql.execute("delete from contacts where tenant = ?", tenant);
    sql.execute("delete from record_upserts where tenant = ?", tenant);
    sql.execute("vacuum contacts, record_upserts");
  }

  private Outcome outcome(FullRun few, List<FullRun> many, List<Double> floors, GcLog heap) throws Exception {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < many.size(); i++) {
      ratios.add(floors.get(i) / many.get(i).seconds());
    }
    var middle = heap.lines() / 2;
    var begin = heap.peakUntil(middle);
    var end = heap.peakAfter(middle);
    double seconds = Samples.median(many.stream().map(FullRun::seconds).toList());
    long contacts = many.getFirst().contacts();
    var measured = new LinkedHashMap<String, Double>();
    measured.put("ours contacts/s", contacts / seconds);
    measured.put("floor contacts/s", contacts / Samples.median(floors));
    measured.put("ours s", seconds);
    measured.put("calls", (double) many.getFirst().calls());
    measured.put("live MiB in the first half", (double) begin.live());
    measured.put("live MiB in the second half", (double) end.live());
    return new Outcome(name(), List.of(
        Figure.atMost(few.contacts() + " contacts s", few.seconds(), MOST_SECONDS),
        Figure.atLeast("rate ratio", Samples.median(ratios), LEAST_RATIO),
        Figure.atMost("heap MiB", Math.max(begin.used(), end.used()), MOST_MIB),
        Figure.atMost("calls beyond the fewest", FewestCalls.beyond(few) + many.stream().mapToLong(FewestCalls::beyond).sum(), 0)), measured);
  }
}
