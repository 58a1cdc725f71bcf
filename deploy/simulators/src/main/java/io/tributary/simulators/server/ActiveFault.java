package io.tributary.simulators.server;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fault that is on: how often it struck, and whether it strikes the next call. */
final class ActiveFault {

  private final String id;
  private final FaultRule rule;
  private final Random random;
  private final CountDownLatch cleared = new CountDownLatch(1);
  private int passed;
  private int hits;

  ActiveFault(String id, FaultRule rule) {
    this.id = id;
    this.rule = rule;
    this.random = new Random(rule.seed() == null ? 0 : rule.seed());
  }

  String id() {
    return id;
  }

  FaultRule rule() {
    return rule;
  }

  synchronized int hits() {
    return hits;
  }

  /** Draws for one call that it concerns. A fault that has struck as often as asked never strikes again. */
  synchronized boolean strikes() {
    if (isOver() || passed < (rule.after() == null ? 0 : rule.after())) {
      passed++;
      return false;
    }
    if (rule.share() != null && random.nextDouble() >= rule.share()) {
      return false;
    }
    hits++;
    return true;
  }

  synchronized boolean isOver() {
    return cleared.getCount() == 0 || (rule.times() != null && hits >= rule.times());
  }

  void clear() {
    cleared.countDown();
  }

  void awaitClearing() throws InterruptedException {
    cleared.await();
  }

  /** True if it was cleared within the second. */
  boolean awaitASecond() throws InterruptedException {
    return cleared.await(1, TimeUnit.SECONDS);
  }
}
