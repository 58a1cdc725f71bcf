package io.tributary.bench.heap;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Offsets;
import io.tributary.bench.Outcome;
import io.tributary.bench.Publish;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.stack.Service;
import io.tributary.local.stack.Simulators;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/**
 * All services with the heap they are deployed with, given large input and then four times as much. One that runs out of memory ends, and
 * fails the scenario; what is live must not grow with the input.
 */
public final class HeapPeaks implements Scenario {

  private static final int ROWS = 20_000;
  private static final int MAILS = 5_000;
  private static final int TIMES = 4;
  private static final double MOST_MIB = 256;
  /** Calls an hour when the letters are fetched: else each person's sync would slow down what is measured next. */
  private static final int AFTER_THE_LETTERS = 3_600;
  private static final Duration LETTERS_WITHIN = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public String description() {
    return "Peak heap of each service under large input, and what of it is live when the input is four times as large.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    var logs = stack.folder("gc");
    var services = Service.ALL.stream().map(Service::name).toList();
    var doubles = stack.startDoubles(List.of("--mail", LargeMail.in(stack.folder("large-mail")).toString()));
    stack.startServices(services, List.of(GcLog.option(logs), "-XX:+ExitOnOutOfMemoryError"), doubles.environment());
    try (var sql = stack.sql("records"); var offsets = new Offsets(stack.bootstrapServers()); var publish = Publish.to(stack)) {
      var pipeline = Contacts.pipeline(stack);
      var input = new LargeInput(stack, sql, offsets, publish, pipeline);
      syncLargeLetters(stack, doubles, sql, pipeline);
      input.give(1, sizes.of(ROWS), sizes.of(MAILS));
      var begun = linesOf(stack, logs);
      stack.progress().say("the first input is taken in");
      input.give(2, sizes.of(ROWS) * TIMES, sizes.of(MAILS) * TIMES);
      stack.local().checkAlive();
      return outcome(stack, logs, begun);
    } finally {
      stack.stopServices();
      stack.stop(doubles.process());
    }
  }

  private Outcome outcome(BenchStack stack, Path logs, Map<String, Integer> begun) throws IOException {
    var figures = new ArrayList<Figure>();
    var measured = new LinkedHashMap<String, Double>();
    for (var process : stack.local().services().processes()) {
      var log = GcLog.of(logs, process.pid());
      int lines = Objects.requireNonNull(begun.get(process.name()));
      var first = log.peakUntil(lines);
      var second = log.peakAfter(lines);
      figures.add(Figure.atMost(process.name() + " MiB", Math.max(first.used(), second.used()), MOST_MIB));
      measured.put(process.name() + " live MiB", (double) first.live());
      measured.put(process.name() + " live MiB at four times", (double) second.live());
    }
    return new Outcome(name(), figures, measured);
  }

  private static Map<String, Integer> linesOf(BenchStack stack, Path logs) throws IOException {
    var lines = new HashMap<String, Integer>();
    for (var process : stack.local().services().processes()) {
      lines.put(process.name(), GcLog.of(logs, process.pid()).lines());
    }
    return lines;
  }

  /** The largest answers that the provider gives, several at a time. */
  private static void syncLargeLetters(BenchStack stack, Simulators doubles, DSLContext sql, Contacts.Pipeline pipeline) throws Exception {
    var account = new UniPileAccounts(doubles.uniPileUrl(), Simulators.API_KEY).ids().getFirst();
    Contacts.connect(Contacts.frontDoor(stack), "email", account, Contacts.NO_LIMIT);
    sql.execute("""
        insert into records (tenant, pipeline_id, data)
        select ?, ?, jsonb_build_object('work_email', address) from unnest(?::text[]) address""",
        Contacts.TENANT, pipeline.id(), LargeMail.senders().toArray(String[]::new));
    try (var jobs = stack.sql("email_sync")) {
      var limit = Instant.now().plus(LETTERS_WITHIN);
      while (completed(jobs) < LargeMail.PEOPLE) {
        if (Instant.now().isAfter(limit)) {
          throw new IllegalStateException("%d of %d people's large letters were fetched within %d s.".formatted(
              completed(jobs), LargeMail.PEOPLE, LETTERS_WITHIN.toSeconds()));
        }
        stack.local().checkAlive();
        Thread.sleep(200);
      }
    }
    Contacts.connect(Contacts.frontDoor(stack), "email", account, AFTER_THE_LETTERS);
    stack.progress().say("the large letters are fetched");
  }

  private static int completed(DSLContext jobs) {
    return jobs.fetchSingle("select count(*) from sync_jobs where tenant = ? and status = 'COMPLETED' and published > 0", Contacts.TENANT)
        .get(0, Integer.class);
  }
}
