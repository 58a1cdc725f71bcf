package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.selectOne;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.DatabaseClock;
import io.tributary.channels.SyncMetric;
import io.tributary.channels.job.Due;
import io.tributary.events.ConnectionStatus;
import io.tributary.service.database.Database;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.scheduling.annotation.Scheduled;

/** Shows what waits: syncs that are due, and accounts that hold some of them up. */
public final class Backlog {

  private static final int COUNT_UP_TO = 10_001;

  private final Database database;
  private final AtomicInteger due;
  private final AtomicInteger accountsAway;

  public Backlog(Database database, SyncWorker worker, MeterRegistry metrics) {
    this.database = database;
    this.due = metrics.gauge(SyncMetric.DUE, new AtomicInteger());
    this.accountsAway = metrics.gauge(SyncMetric.ACCOUNTS_AWAY, new AtomicInteger());
    metrics.gauge(SyncMetric.RUNNING, worker, SyncWorker::runs);
  }

  @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT15S")
  void measure() {
    database.runAsWorker(db -> {
      due.set(db.fetchCount(selectOne()
          .from(SYNC_STATE)
          .where(SYNC_STATE.WANTED.gt(SYNC_STATE.DONE))
          .and(SYNC_STATE.LEASE_TOKEN.isNull())
          .and(Due.DUE.le(DatabaseClock.NOW))
          .limit(COUNT_UP_TO)));
      accountsAway.set(db.fetchCount(selectOne()
          .from(CONNECTIONS)
          .where(CONNECTIONS.STATUS.ne(ConnectionStatus.OK.name()).or(CONNECTIONS.BACKOFF_UNTIL.gt(DatabaseClock.NOW)))
          .limit(COUNT_UP_TO)));
    });
  }
}
