package io.tributary.records.reconcile;

import io.tributary.service.database.Database;

/**
 * A row of our own in the publication. Its change moves the slot in quiet hours, so that the server can let go of old WAL, and
 * its arrival measures the latency of the capture.
 */
public final class Heartbeat {

  private final Database database;

  public Heartbeat(Database database) {
    this.database = database;
  }

  public void beat() {
    database.runAsWorker(dsl -> dsl.execute("""
        insert into cdc_heartbeat (id, beat_at) values (1, clock_timestamp())
        on conflict (id) do update set beat_at = excluded.beat_at"""));
  }
}
