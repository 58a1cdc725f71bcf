package io.tributary.records.reconcile;

import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The rows of {@code reconciliations}: what was asked for, how far it is, what came out. */
final class ReconciliationStore {

  private static final String SELECT = """
      select id, reason, tenant, pipeline_id, cursor_tenant, cursor_record, touched, repairs, requested_at, started_at, finished_at
      from reconciliations""";

  private final Database database;

  ReconciliationStore(Database database) {
    this.database = database;
  }

  /** The one begun with, else the oldest asked for; from now on it is begun with. */
  Optional<Reconciliation> next() {
    return database.asWorker(dsl -> {
      var task = dsl.fetchOptional(SELECT + " where finished_at is null order by started_at nulls last, id limit 1")
          .map(ReconciliationStore::task);
      task.ifPresent(found -> dsl.execute(
          "update reconciliations set started_at = clock_timestamp() where id = ? and started_at is null", found.id()));
      return task;
    });
  }

  private static Reconciliation task(Record row) {
    var pipeline = row.get("pipeline_id", Long.class);
    var cursor = row.get("cursor_tenant", String.class);
    return new Reconciliation(
        row.get("id", Long.class),
        ReconcileReason.valueOf(row.get("reason", String.class)),
        pipeline == null ? null : new Reconciliation.Pipeline(row.get("tenant", String.class), pipeline),
        cursor == null ? null : new RecordKey(cursor, row.get("cursor_record", Long.class)));
  }

  /** Part of the transaction that touches the rows, so that a crash repeats both or none. */
  void advance(DSLContext dsl, Reconciliation task, @Nullable RecordKey compared, int touched, int repairs) {
    dsl.execute("""
        update reconciliations set touched = touched + ?, repairs = repairs + ?,
          cursor_tenant = coalesce(?, cursor_tenant), cursor_record = coalesce(?, cursor_record)
        where id = ?""",
        touched, repairs, compared == null ? null : compared.tenant(), compared == null ? null : compared.recordId(), task.id());
  }

  /** Rows touched so far, by all attempts. */
  long touched(Reconciliation task) {
    return database.asWorker(dsl -> dsl.fetchSingle("select touched from reconciliations where id = ?", task.id()).get(0, Long.class));
  }

  void finish(Reconciliation task) {
    database.runAsWorker(dsl -> dsl.execute("update reconciliations set finished_at = clock_timestamp() where id = ?", task.id()));
  }

  /** The latest first. */
  List<ReconciliationView> latest(int limit) {
    return database.asWorker(dsl -> dsl.fetch(SELECT + " order by id desc limit ?", limit).map(ReconciliationStore::view));
  }

  private static ReconciliationView view(Record row) {
    return new ReconciliationView(
        row.get("id", Long.class),
        row.get("reason", String.class),
        row.get("tenant", String.class),
        row.get("pipeline_id", Long.class),
        row.get("touched", Long.class),
        row.get("repairs", Long.class),
        row.get("requested_at", OffsetDateTime.class),
        row.get("started_at", OffsetDateTime.class),
        row.get("finished_at", OffsetDateTime.class));
  }
}
