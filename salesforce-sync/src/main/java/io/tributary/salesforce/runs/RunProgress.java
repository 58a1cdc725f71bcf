package io.tributary.salesforce.runs;

import java.util.concurrent.atomic.AtomicLong;

/** What a run under way has done in this attempt, for whoever watches it. */
public final class RunProgress {

  private final AtomicLong found = new AtomicLong();
  private final AtomicLong foundOf = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong retrieved = new AtomicLong();
  private final long begun = System.nanoTime();
  private volatile Phase phase = Phase.DISCOVER;

  /** @param of rows there are, as far as Salesforce has said */
  public void discovered(long rows, long of) {
    found.addAndGet(rows);
    foundOf.accumulateAndGet(of, Math::max);
  }

  /** @param contacts that are still to be retrieved */
  public void retrieving(long contacts) {
    phase = Phase.RETRIEVE;
    asked.set(retrieved.get() + contacts);
  }

  /** @param contacts that came, live or not */
  public void retrieved(long contacts) {
    retrieved.addAndGet(contacts);
  }

  public void finishing() {
    phase = Phase.FINISH;
  }

  public Phase phase() {
    return phase;
  }

  /** Done so far in the phase. */
  public long done() {
    return phase == Phase.DISCOVER ? found.get() : retrieved.get();
  }

  /** Of how many; 0 where nobody knows yet. */
  public long total() {
    return phase == Phase.DISCOVER ? foundOf.get() : asked.get();
  }

  /** Since this attempt began. */
  public double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  public double contactsPerSecond() {
    return retrieved.get() / seconds();
  }
}
