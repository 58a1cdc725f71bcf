package io.tributary.records.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.database.Database;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Touches what differs: the row's change travels through the WAL like any other, and the capture publishes the record in full. */
final class PublishAgain {

  private static final Logger log = LoggerFactory.getLogger(PublishAgain.class);

  private final Database database;
  private final ReconciliationStore store;
  private final SlotProgress slot;
  private final MeterRegistry metrics;

  PublishAgain(Database database, ReconciliationStore store, SlotProgress slot, MeterRegistry metrics) {
    this.database = database;
    this.store = store;
    this.slot = slot;
    this.metrics = metrics;
  }

  /** @param compared the last record that was compared; null where none is left */
  void publish(Reconciliation task, List<Difference> differences, @Nullable RecordKey compared) {
    var repairs = task.reason().expectsDifferences() ? 0 : differences.size();
    database.runAsWorker(dsl -> {
      touch(dsl, task.reason(), differences);
      differences.forEach(difference -> bury(dsl, difference));
      store.advance(dsl, task, compared, differences.size(), repairs);
    });
    if (repairs > 0) {
      metrics.counter("tributary.reconciliation.repairs").increment(repairs);
      log.error("{} records were not on the topics as they are in the database; they are published again", repairs);
    }
  }

  /** Rows are locked in the order of their ids, as whoever locks several does. */
  private static void touch(DSLContext dsl, ReconcileReason reason, List<Difference> differences) {
    var keys = differences.stream().filter(Difference.Row.class::isInstance).map(Difference::key).toList();
    if (keys.isEmpty()) {
      return;
    }
    dsl.execute("""
        update records r set reconcile_seq = r.reconcile_seq + 1, reconcile_reason = ?
        from (select tenant, id from records join unnest(?::text[], ?::bigint[]) as wanted(tenant, id) using (tenant, id)
          order by tenant, id for update of records) locked
        where r.tenant = locked.tenant and r.id = locked.id""",
        reason.published().name(),
        keys.stream().map(RecordKey::tenant).toArray(String[]::new),
        keys.stream().map(RecordKey::recordId).toArray(Long[]::new));
  }

  /** A record without a row cannot be touched: a row of {@code record_ghosts} says in the WAL that it is deleted. */
  private static void bury(DSLContext dsl, Difference difference) {
    if (difference instanceof Difference.Ghost(var key, var version, var rulesVersion)) {
      dsl.execute("""
          insert into record_ghosts (tenant, record_id, version, rules_version) values (?, ?, ?, ?)
          on conflict (tenant, record_id) do update
            set version = excluded.version, rules_version = excluded.rules_version, found_at = clock_timestamp()""",
          key.tenant(), key.recordId(), version, rulesVersion);
    }
  }

  /** Done means published: what was touched has passed the slot. */
  void finish(Reconciliation task) throws InterruptedException {
    if (store.touched(task) > 0) {
      slot.awaitPassed(slot.now());
    }
    store.finish(task);
    log.info("Reconciliation {} ({}) is done", task.id(), task.reason());
  }
}
