package io.tributary.records.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows that could not be captured or compared, for a person to look at. Holds no content. */
public final class UncapturedRows {

  private static final Logger log = LoggerFactory.getLogger(UncapturedRows.class);

  private final Database database;
  private final MeterRegistry metrics;

  public UncapturedRows(Database database, MeterRegistry metrics) {
    this.database = database;
    this.metrics = metrics;
  }

  /**
   * The row is kept for a person; its next change or a reconciliation tries again.
   *
   * @param problem names the kind of failure; nothing that the record holds
   */
  public void leaveOut(String tenant, long recordId, String problem) {
    database.runAsWorker(dsl -> dsl.execute("""
        insert into uncaptured_rows as u (tenant, record_id, problem) values (?, ?, ?)
        on conflict (tenant, record_id) do update set problem = excluded.problem, seen_at = clock_timestamp(), times = u.times + 1""",
        tenant, recordId, problem));
    metrics.counter("tributary.capture.alarms", "kind", "unreadable-row").increment();
    log.error("Record {} of tenant {} is left out: {}", recordId, tenant, problem);
  }
}
