package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.SyncRun;
import io.tributary.service.database.Database;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The leases this process holds. A heartbeat renews them in one statement and tells the runs whose lease another worker took. */
public final class Leases {

  private final Database database;
  private final WorkerSettings settings;
  private final Map<UUID, SyncRun> held = new ConcurrentHashMap<>();

  public Leases(Database database, WorkerSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  void hold(SyncRun run) {
    held.put(run.claim().token(), run);
  }

  void drop(SyncRun run) {
    held.remove(run.claim().token());
  }

  void renew() {
    var tokens = Set.copyOf(held.keySet());
    if (tokens.isEmpty()) {
      return;
    }
    var renewed = Set.copyOf(database.asWorker(db -> db.update(SYNC_STATE)
        .set(SYNC_STATE.LEASE_UNTIL, DatabaseClock.in(settings.lease()))
        .where(SYNC_STATE.LEASE_TOKEN.in(tokens))
        .returningResult(SYNC_STATE.LEASE_TOKEN)
        .fetch(SYNC_STATE.LEASE_TOKEN)));
    for (var token : tokens) {
      var run = held.get(token);
      if (run != null && !renewed.contains(token)) {
        run.lose();
      }
    }
  }

  /** Lets another worker go on at once with what this one did not end. */
  void handOver() {
    Collection<UUID> tokens = Set.copyOf(held.keySet());
    held.values().forEach(SyncRun::lose);
    if (!tokens.isEmpty()) {
      database.runAsWorker(db -> db.update(SYNC_STATE)
          .set(SYNC_STATE.LEASE_UNTIL, DatabaseClock.NOW)
          .where(SYNC_STATE.LEASE_TOKEN.in(tokens))
          .execute());
    }
  }
}
