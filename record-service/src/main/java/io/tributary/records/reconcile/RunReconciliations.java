package io.tributary.records.reconcile;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off requested reconciliations one after the other, while this replica captures: they need the slot to move. */
public final class RunReconciliations {

  private static final Logger log = LoggerFactory.getLogger(RunReconciliations.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  /** Each attempt reads the topics from their beginning. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final ReconciliationStore store;
  private final ReconciliationRequests requests;
  private final Function<CountDownLatch, Reconcile> reconcile;
  private @Nullable Running running;

  RunReconciliations(
      ReconciliationStore store, ReconciliationRequests requests, Function<CountDownLatch, Reconcile> reconcile) {
    this.store = store;
    this.requests = requests;
    this.reconcile = reconcile;
  }

  private record Running(Thread thread, CountDownLatch ended) {}

  public synchronized void start() {
    var ended = new CountDownLatch(1);
    running = new Running(Thread.ofPlatform().name("reconcile").daemon().start(() -> run(ended)), ended);
  }

  /** What is not done is gone on with at the next start, by whichever replica captures then. */
  public synchronized void stop() {
    var stopping = running;
    if (stopping == null) {
      return;
    }
    running = null;
    stopping.ended().countDown();
    try {
      stopping.thread().join(Duration.ofSeconds(30));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(CountDownLatch ended) {
    try {
      var pause = workOne(ended, Duration.ZERO);
      while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = workOne(ended, pause);
      }
    } catch (InterruptedException stopped) {
      log.debug("A reconciliation stopped half-way: {}", stopped.getMessage());
    }
  }

  /** @return how long to wait for the next */
  private Duration workOne(CountDownLatch ended, Duration before) throws InterruptedException {
    try {
      requests.scheduleIfDue();
      var task = store.next();
      if (task.isEmpty()) {
        return IDLE;
      }
      reconcile.apply(ended).reconcile(task.get());
      return Duration.ZERO;
    } catch (RuntimeException | Error failed) {
      var pause = longer(before);
      log.warn("A reconciliation failed and is gone on with in {} s: {}", pause.toSeconds(), failed.toString());
      return pause;
    }
  }

  private static Duration longer(Duration before) {
    var doubled = before.compareTo(AFTER_FAILURE) < 0 ? AFTER_FAILURE : before.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
