package io.tributary.records.capture;

import static org.awaitility.Awaitility.await;

import io.tributary.local.TestStack;
import io.tributary.records.reconcile.ReconcileReason;
import io.tributary.records.reconcile.ReconciliationRequests;
import io.tributary.service.database.Database;
import io.tributary.service.registry.AvroValues;
import java.time.Duration;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Lazy;

/** The capture under test as one sees it from outside: whether it is ready, how far it is, what its reconciliations found. */
@Lazy
final class Captured {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final CaptureHealth health;
  private final Database database;
  private final ReconciliationRequests reconciliations;
  private final Streams streams;

  @Autowired
  Captured(CaptureHealth health, Database database, ReconciliationRequests reconciliations, AvroValues values) {
    this.health = health;
    this.database = database;
    this.reconciliations = reconciliations;
    this.streams = new Streams(TestStack.shared().bootstrapServers(), values);
  }

  /** What a reconciliation did. */
  record Reconciled(long touched, long repairs) {

    static final Reconciled NOTHING = new Reconciled(0, 0);
  }

  Streams streams() {
    return streams;
  }

  void awaitReady() {
    await().atMost(Duration.ofSeconds(60)).until(() -> health.health().getStatus().equals(Status.UP));
  }

  void awaitNotReady() {
    await().atMost(SOON).until(() -> health.health().getStatus().equals(Status.OUT_OF_SERVICE));
  }

  /** Everything committed until now is on the topics. */
  void awaitPublished() {
    var now = database.asWorker(sql -> sql.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class));
    await().atMost(SOON).until(() -> database.asWorker(sql -> sql
        .fetchOptional("select confirmed_flush_lsn >= ?::pg_lsn from pg_replication_slots where slot_name = 'tributary_records'", now)
        .map(row -> row.get(0, Boolean.class)).orElse(false)));
  }

  /** Every reconciliation that was asked for is done. */
  void awaitReconciled() {
    await().atMost(SOON).until(
        () -> database.asWorker(sql -> sql.fetchCount(DSL.table("reconciliations"), DSL.condition("finished_at is null"))) == 0);
  }

  /** Has everything compared now, and waits for it. */
  Reconciled reconcile() {
    var id = reconciliations.everything(ReconcileReason.MANUAL);
    awaitReconciled();
    return reconciled("id = " + id);
  }

  /** The id of the latest reconciliation; those that come will have higher ones. */
  long latestReconciliation() {
    return database.asWorker(sql -> sql.fetchSingle("select coalesce(max(id), 0) from reconciliations").get(0, Long.class));
  }

  /** All that reconciliations of this reason did together, after one. */
  Reconciled reconciledSince(long id, ReconcileReason reason) {
    return reconciled("id > %d and reason = '%s'".formatted(id, reason));
  }

  private Reconciled reconciled(String condition) {
    return database.asWorker(sql -> sql
        .fetchSingle("select coalesce(sum(touched), 0)::bigint, coalesce(sum(repairs), 0)::bigint from reconciliations where " + condition)
        .map(row -> new Reconciled(row.get(0, Long.class), row.get(1, Long.class))));
  }

  long epochOf(long record) {
    return streams.states(record).getLast().orElseThrow().getPosition().getEpoch();
  }

  /** Each statement by itself. */
  static void asSuperuser(String... statements) {
    try (var sql = DSL.using(TestStack.shared().jdbcUrl("records"), "postgres", "postgres")) {
      for (var statement : statements) {
        sql.execute(statement);
      }
    }
  }
}
