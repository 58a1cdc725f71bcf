package io.tributary.system.guarantees;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pace of those who disturb and those who edit. What the test asserts never rests on it. */
public final class Pause {

  public static void of(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }

  public static void upTo(Duration most, RandomGenerator random) throws InterruptedException {
    of(Duration.ofMillis(random.nextLong(most.toMillis())));
  }

  private Pause() {}
}
