package io.tributary.service.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.telemetry.Metric;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The thread of one {@link RowsToTopic}: publishes when it is woken, every second anyway, and less often while that fails. */
final class SweepRows {

  private static final Logger LOG = LoggerFactory.getLogger(SweepRows.class);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final String name;
  private final PublishRows<?> rows;
  private final KafkaSettings settings;
  private final Semaphore wanted = new Semaphore(0);
  private volatile int pending;
  private volatile boolean ending;
  private @Nullable Thread thread;

  SweepRows(String name, PublishRows<?> rows, KafkaSettings settings, MeterRegistry metrics) {
    this.name = name;
    this.rows = rows;
    this.settings = settings;
    Gauge.builder(Metric.ROWS_PENDING, this, each -> each.pending).tag("rows", name).register(metrics);
  }

  synchronized void start() {
    ending = false;
    thread = Thread.ofVirtual().name("rows-" + name).start(this::run);
  }

  /** Lets the pass end that runs; an interrupt would close the database connection under it. */
  synchronized void stop() throws InterruptedException {
    ending = true;
    wanted.release();
    if (thread != null) {
      thread.join(STOP_WITHIN);
      thread.interrupt();
      thread = null;
    }
  }

  void wake() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  int publishPending() {
    return rows.publishPending();
  }

  private void run() {
    var pause = settings.sweepEvery();
    try {
      while (!ending) {
        pause = pass(pause);
        wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        wanted.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** @return how long to wait for the next */
  private Duration pass(Duration before) {
    if (rows.mustWait()) {
      return before;
    }
    try {
      rows.publishPending();
      if (before.compareTo(settings.sweepEvery()) > 0) {
        LOG.info("Rows of {} are published again", name);
      }
      pending = rows.refusesSome() ? count() : 0;
      return settings.sweepEvery();
    } catch (RuntimeException | Error e) {
      // An Error, too: thrown on, it would end the thread, and nobody would notice that rows stay where they are.
      LOG.atLevel(e instanceof Error ? Level.ERROR : Level.WARN).log("Rows of {} have to wait: {}", name, Reason.of(e).sentence());
      LOG.debug("The failure in full", e);
      pending = count();
      return longer(before);
    }
  }

  private int count() {
    try {
      return rows.pending();
    } catch (RuntimeException _) {
      // The database is what fails; the last count stands, and is at least one.
      return Math.max(1, pending);
    }
  }

  private Duration longer(Duration pause) {
    var doubled = pause.compareTo(settings.firstWait()) < 0 ? settings.firstWait() : pause.multipliedBy(2);
    return doubled.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : doubled;
  }
}
