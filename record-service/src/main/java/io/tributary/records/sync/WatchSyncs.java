package io.tributary.records.sync;

import static io.tributary.records.jooq.Tables.SYNC_JOB_VIEW;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;

import io.tributary.service.database.Database;
import io.tributary.service.web.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells those who wait that a record's jobs changed. Any replica may have heard of the change, so the database is asked: in one query for
 * all that are watched, however many wait.
 */
@Component
class WatchSyncs {

  private static final int MOST = 2_000;

  private record Key(String tenant, long record) {}

  /** One who waits. To be closed. */
  final class Watch implements AutoCloseable {

    private final Key key;
    private boolean changed;

    private Watch(Key key) {
      this.key = key;
    }

    /** True where something changed since the last call; false where nothing did for so long. */
    synchronized boolean await(Duration patience) throws InterruptedException {
      if (!changed) {
        wait(patience.toMillis());
      }
      boolean told = changed;
      changed = false;
      return told;
    }

    private synchronized void tell() {
      changed = true;
      notifyAll();
    }

    @Override
    public void close() {
      watches.remove(this);
    }
  }

  private final Database database;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private volatile HashMap<Key, BigDecimal> seen = new HashMap<>();

  WatchSyncs(Database database) {
    this.database = database;
  }

  /** @throws Problem 503 if too many watch already */
  Watch open(String tenant, long record) {
    if (watches.size() >= MOST) {
      throw Problem.unavailable("Too many streams are open here; ask for sync_status instead, or try again later.");
    }
    var watch = new Watch(new Key(tenant, record));
    watches.add(watch);
    return watch;
  }

  @Scheduled(initialDelayString = "PT0.5S", fixedDelayString = "PT0.5S")
  void look() {
    if (watches.isEmpty()) {
      seen = new HashMap<>();
      return;
    }
    var now = versions();
    for (var watch : watches) {
      if (isOther(seen.get(watch.key), now.get(watch.key))) {
        watch.tell();
      }
    }
    seen = now;
  }

  /** The sum of the versions rises with every change of a job and with every job. */
  private HashMap<Key, BigDecimal> versions() {
    var keys = watches.stream().map(watch -> row(watch.key.tenant(), watch.key.record())).distinct().toList();
    var versions = new HashMap<Key, BigDecimal>();
    database.runAsWorker(db -> db.select(SYNC_JOB_VIEW.TENANT, SYNC_JOB_VIEW.RECORD_ID, sum(SYNC_JOB_VIEW.VERSION))
        .from(SYNC_JOB_VIEW)
        .where(row(SYNC_JOB_VIEW.TENANT, SYNC_JOB_VIEW.RECORD_ID).in(keys))
        .groupBy(SYNC_JOB_VIEW.TENANT, SYNC_JOB_VIEW.RECORD_ID)
        .forEach(found -> versions.put(new Key(found.value1(), found.value2()), found.value3())));
    return versions;
  }

  private static boolean isOther(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other != null : !one.equals(other);
  }
}
