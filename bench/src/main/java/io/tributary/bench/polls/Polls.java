package io.tributary.bench.polls;

import io.tributary.bench.BenchStack;
import io.tributary.local.feed.FrontDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;

/** Every connection's polls, as the poller's own rows tell of them. */
record Polls(BenchStack stack, DSLContext sql, int connections, Duration limit) {

  private static final long BETWEEN_LOOKS_MILLIS = 200;

  /**
   * A success of each.
   *
   * @param seconds until the last ended
   * @param callsEach of all runs since then, for each run; the clock may have begun some of its own
   * @param callsBeyond one a channel or mailbox, of all runs
   */
  record Done(double seconds, double callsEach, double callsBeyond) {}

  String now() {
    return sql.fetchSingle("select clock_timestamp()::text").get(0, String.class);
  }

  /** As the clock would, but at once. */
  void ask(FrontDoor frontDoor, String tenant) {
    sql.fetch("select lower(source), workspace from connections where tenant = ?", tenant).forEach(connection ->
        frontDoor.post("/api/connectors/%s/connections/%s/poll".formatted(connection.get(0), connection.get(1)), Map.of()));
  }

  /** Waits until each connection had a complete run that began since then. */
  Done awaitAll(String since) throws InterruptedException {
    var end = Instant.now().plus(limit);
    for (int done = complete(since); done < connections; done = complete(since)) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("%d of %d connections had a complete run within %d s; the others: %s".formatted(
            done, connections, limit.toSeconds(), sql.fetch("select source, state, state_reason, count(*) from connections group by 1, 2, 3").formatCSV()));
      }
      stack.local().checkAlive();
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    var runs = sql.fetchSingle("""
        select extract(epoch from max(finished_at) - ?::timestamptz)::float8, avg(calls)::float8,
          sum(greatest(0, calls - case source when 'SLACK' then ? else 1 end))::float8
        from runs where started_at > ?::timestamptz and finished_at is not null""", since, PollPeriod.CHANNELS.size(), since);
    return new Done(runs.get(0, Double.class), runs.get(1, Double.class), runs.get(2, Double.class));
  }

  private int complete(String since) {
    return sql.fetchSingle("""
        select count(distinct (tenant, source, workspace)) from runs
        where status = 'SUCCESS' and not truncated and started_at > ?::timestamptz""", since).get(0, Integer.class);
  }
}
