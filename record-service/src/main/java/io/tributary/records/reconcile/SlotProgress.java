package io.tributary.records.reconcile;

import io.tributary.service.database.Database;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How far the capture got: everything before the slot's confirmed position is published and committed. */
final class SlotProgress {

  private final Database database;
  private final Heartbeat heartbeat;
  private final String slot;
  private final CountDownLatch ended;

  SlotProgress(Database database, Heartbeat heartbeat, String slot, CountDownLatch ended) {
    this.database = database;
    this.heartbeat = heartbeat;
    this.slot = slot;
    this.ended = ended;
  }

  /** The WAL's position now, as text. */
  String now() {
    return database.asWorker(dsl -> dsl.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class));
  }

  /** Keeps the slot moving while it waits, since in quiet hours nothing would. */
  void awaitPassed(String position) throws InterruptedException {
    while (!hasPassed(position)) {
      heartbeat.beat();
      if (ended.await(100, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the capture ended before the slot passed " + position);
      }
    }
  }

  private boolean hasPassed(String position) {
    return database.asWorker(dsl -> dsl
        .fetchOptional("select confirmed_flush_lsn >= ?::pg_lsn from pg_replication_slots where slot_name = ?", position, slot)
        .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class))).orElse(false));
  }
}
