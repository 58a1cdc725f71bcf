package io.tributary.bench.calls;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/**
 * A backlog of records for fifty mailboxes of ten tenants, in the middle of an hour whose calls so far are used up: of each budget only what
 * comes back is left, a call a second. How much of that is used, by the provider's own log, and that no mailbox is ever asked more often.
 */
public final class CallRate implements Scenario {

  private static final int TENANTS = 10;
  private static final int MAILBOXES = 50;
  private static final int BUDGET = 3_600;
  private static final double LEAST_A_SECOND = 40;
  /** More than can be asked for in the window. */
  private static final int RECORDS_A_TENANT = 400;
  private static final Duration LATENCY = Duration.ofMillis(200);
  private static final Duration WINDOW = Duration.ofSeconds(100);

  @Override
  public String name() {
    return "call-rate";
  }

  @Override
  public String description() {
    return "Calls a second to a provider that takes 200 ms, of 50 accounts with a budget of 3,600 an hour each: none beyond its budget.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    var window = sizes.of(WINDOW);
    var provider = SlowProvider.start(stack, "fifty-mailboxes", MAILBOXES, LATENCY);
    stack.startServices(List.of("record-service", "channel-sync-email"), List.of(), provider.settings());
    try (var sql = stack.sql("records"); var syncs = stack.sql("email_sync")) {
      connect(stack, provider.accounts());
      var pipelines = IntStream.range(0, TENANTS).mapToObj(tenant -> Contacts.pipeline(Contacts.frontDoor(stack, tenant(tenant))).id()).toList();
      var begun = Instant.now();
      useUp(syncs);
      IntStream.range(0, TENANTS).forEach(tenant -> insertRecords(sql, tenant, pipelines.get(tenant)));
      while (Instant.now().isBefore(begun.plus(window))) {
        stack.local().checkAlive();
        Thread.sleep(200);
      }
      return outcome(new ProviderLog(provider.url()).callsByAccount(begun, begun.plus(window)), begun, window);
    } finally {
      stack.stopServices();
      stack.stop(provider.process());
    }
  }

  private static void connect(BenchStack stack, List<String> accounts) {
    for (int i = 0; i < accounts.size(); i++) {
      var api = Contacts.frontDoor(stack, tenant(i % TENANTS));
      Contacts.connect(api, "email", accounts.get(i), BUDGET);
    }
  }

  /** All but the twentieth that is kept for what people ask for. */
  private static void useUp(DSLContext syncs) {
    syncs.execute("""
        insert into budgets (tenant, account, calls) select tenant, account, ? / 20 from connections
        on conflict (tenant, account) do update set calls = excluded.calls, refilled_at = excluded.refilled_at""", BUDGET);
  }

  private static void insertRecords(DSLContext sql, int tenant, long pipeline) {
    sql.execute("""
        insert into records (tenant, pipeline_id, data)
        select ?, ?, jsonb_build_object('work_email', 'ada-' || i || '@call-rate.test') from generate_series(1, ?) i""",
        tenant(tenant), pipeline, RECORDS_A_TENANT);
  }

  private Outcome outcome(Map<String, List<Instant>> calls, Instant begun, Duration window) {
    double seconds = window.toMillis() / 1e3;
    long all = calls.values().stream().mapToLong(List::size).sum();
    long beyond = calls.values().stream().mapToLong(account -> beyond(account, begun)).sum();
    var measured = new LinkedHashMap<String, Double>();
    measured.put("accounts", (double) calls.size());
    measured.put("calls", (double) all);
    measured.put("share of the budgets", all / (seconds * MAILBOXES * BUDGET / Duration.ofHours(1).toSeconds()));
    return new Outcome(name(), List.of(
        Figure.atLeast("calls/s", all / seconds, LEAST_A_SECOND), Figure.atMost("calls beyond a budget", beyond, 0)), measured);
  }

  /** Calls of one account that came before its budget had them. */
  private static long beyond(List<Instant> calls, Instant begun) {
    var sorted = calls.stream().sorted().toList();
    return IntStream.range(0, sorted.size())
        .filter(i -> i + 1 > Duration.between(begun, sorted.get(i)).toMillis() / 1e3 * BUDGET / Duration.ofHours(1).toSeconds())
        .count();
  }

  private static String tenant(int number) {
    return "call-rate-" + number;
  }
}
