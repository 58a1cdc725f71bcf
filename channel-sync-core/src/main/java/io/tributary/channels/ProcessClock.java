package io.tributary.channels;

import java.time.Instant;

/**
 * How long something has lasted in this process: monotonic, whoever sets the machine's clock. Its moments count from the process's first question, mean
 * nothing to another process and are never stored: what replicas share is timed by {@link DatabaseClock}.
 */
public final class ProcessClock {

  private static final long BEGAN = System.nanoTime();

  public static Instant now() {
    return Instant.EPOCH.plusNanos(System.nanoTime() - BEGAN);
  }

  private ProcessClock() {}
}
