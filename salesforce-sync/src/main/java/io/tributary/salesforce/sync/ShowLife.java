package io.tributary.salesforce.sync;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that says again and again that a run is worked on. */
final class ShowLife implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShowLife.class);

  private final Thread thread;

  private ShowLife(Thread thread) {
    this.thread = thread;
  }

  /** @param sign a failure of it is passed over: who writes finds out whether the run is still ours */
  static ShowLife every(Duration pause, Runnable sign) {
    return new ShowLife(Thread.ofVirtual().name("salesforce-life").start(() -> {
      try {
        while (true) {
          Thread.sleep(pause);
          show(sign);
        }
      } catch (InterruptedException _) {
        // the run has ended
      }
    }));
  }

  private static void show(Runnable sign) {
    try {
      sign.run();
    } catch (RuntimeException e) {
      LOG.warn("A run could not show life: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
