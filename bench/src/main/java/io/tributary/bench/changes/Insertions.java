package io.tributary.bench.changes;

import io.tributary.bench.Offsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jooq.DSLContext;

/** Rows inserted at once, and awaited on the topics. */
record Insertions(DSLContext sql, Offsets ends) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * @param count divisible by four
   * @return seconds from the commit until the last change is on Kafka
   */
  double insert(Side side, int count) throws ExecutionException, InterruptedException {
    var wanted = after(side, count);
    Rows.insert(sql, side, count);
    var committed = System.nanoTime();
    ends.awaitWritten(wanted, LIMIT);
    return (System.nanoTime() - committed) / 1e9;
  }

  private Map<String, Long> after(Side side, int count) throws ExecutionException, InterruptedException {
    var wanted = new HashMap<>(ends.written(side.perRow().keySet()));
    side.perRow().forEach((topic, perRow) -> wanted.merge(topic, Math.round(perRow * count), Long::sum));
    return wanted;
  }
}
