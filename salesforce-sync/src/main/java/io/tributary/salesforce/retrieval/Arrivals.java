package io.tributary.salesforce.retrieval;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether this process stores contacts, or counts them, right now. What others are told of them waits meanwhile, since both would take the same processors and
 * the same database; a large run does not keep it waiting for longer than a minute.
 */
public final class Arrivals {

  private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicInteger rounds = new AtomicInteger();
  private volatile long since;

  /** Contacts come in until it is closed. */
  public interface Round extends AutoCloseable {
    @Override
    void close();
  }

  public Round begin() {
    if (rounds.getAndIncrement() == 0) {
      since = System.nanoTime();
    }
    return rounds::decrementAndGet;
  }

  public boolean areUnderWay() {
    return rounds.get() > 0 && System.nanoTime() - since < LONGEST_NANOS;
  }
}
