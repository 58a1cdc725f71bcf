package io.tributary.connectors.calls;

import java.util.concurrent.atomic.AtomicLong;

/** Calls that one run made. */
public final class CallCount {

  private final AtomicLong calls = new AtomicLong();

  void add() {
    calls.incrementAndGet();
  }

  public long made() {
    return calls.get();
  }
}
