package io.tributary.channels;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the worker of this process at once where there is new work; work of other replicas' making is found by its own look-out. */
public final class WorkSignal {

  private final Semaphore signals = new Semaphore(0);

  public void wake() {
    signals.release();
  }

  /** Returns at the next signal, or after the wait. */
  public void await(Duration wait) throws InterruptedException {
    if (signals.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      signals.drainPermits();
    }
  }
}
