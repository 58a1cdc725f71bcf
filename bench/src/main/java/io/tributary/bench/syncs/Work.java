package io.tributary.bench.syncs;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** New records of tenants, and when their syncs started, by the jobs. */
final class Work {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final long BETWEEN_LOOKS_MILLIS = 200;

  private final BenchStack stack;
  private final DSLContext sql;
  private final DSLContext syncs;
  private final Map<String, Long> pipelines = new HashMap<>();
  private int inserted;

  Work(BenchStack stack, DSLContext sql, DSLContext syncs) {
    this.stack = stack;
    this.sql = sql;
    this.syncs = syncs;
  }

  /** Records that were committed at once. */
  final class Inserted {

    private final List<Long> records;
    private final Instant at;

    private Inserted(List<Long> records, Instant at) {
      this.records = records;
      this.at = at;
    }

    List<Long> records() {
      return records;
    }

    /** Returns when all wait for their turn. */
    void awaitQueued() throws InterruptedException {
      await("queued", () -> count("true") == records.size());
    }

    /** Of those whose turn has not come. */
    int left() {
      return count("status = 'PENDING'");
    }

    /** @return seconds from the insertion */
    Samples awaitStarted() throws InterruptedException {
      return Work.this.awaitStarted(records.stream().collect(Collectors.toMap(record -> record, _ -> at)));
    }

    private int count(String condition) {
      return syncs.fetchSingle("select count(distinct record_id) from sync_jobs where record_id = any (?) and " + condition, (Object) array(records))
          .get(0, Integer.class);
    }
  }

  /** @param each so many of each tenant */
  Inserted insert(List<String> tenants, int each) {
    inserted++;
    var records = new ArrayList<Long>();
    tenants.forEach(tenant -> pipelines.computeIfAbsent(tenant, name -> Contacts.pipeline(Contacts.frontDoor(stack, name)).id()));
    var at = Instant.now();
    sql.transaction(together -> tenants.forEach(tenant -> records.addAll(together.dsl().fetch("""
        insert into records (tenant, pipeline_id, data)
        select ?, ?, jsonb_build_object('work_email', 'ada-' || i || '@sync-now-' || ?::int || '.test') from generate_series(1, ?) i returning id""",
        tenant, pipelines.get(tenant), inserted, each).getValues(0, Long.class))));
    return new Inserted(List.copyOf(records), at);
  }

  /** Waits until each has begun. @param asked when each was wanted @return seconds from then to its first start after that */
  Samples awaitStarted(Map<Long, Instant> asked) throws InterruptedException {
    var started = new HashMap<Long, Instant>();
    await("started", () -> {
      syncs.fetch("select record_id, started_at from sync_jobs where record_id = any (?) and started_at is not null order by started_at desc",
          (Object) array(asked.keySet())).forEach(job -> {
        var at = job.get(1, OffsetDateTime.class).toInstant();
        if (at.isAfter(Objects.requireNonNull(asked.get(job.get(0, Long.class))))) {
          started.put(job.get(0, Long.class), at);
        }
      });
      return started.size() == asked.size();
    });
    return new Samples(asked.entrySet().stream()
        .map(each -> Duration.between(each.getValue(), Objects.requireNonNull(started.get(each.getKey()))).toMillis() / 1e3).toList());
  }

  private void await(String what, BooleanSupplier done) throws InterruptedException {
    var end = Instant.now().plus(LIMIT);
    while (!done.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("Not all records' syncs are %s after %d s.".formatted(what, LIMIT.toSeconds()));
      }
      stack.local().checkAlive();
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private static Long[] array(Collection<Long> records) {
    return records.toArray(Long[]::new);
  }
}
