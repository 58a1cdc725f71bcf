package io.tributary.participants;

import org.springframework.dao.ConcurrencyFailureException;

/** What the starter does about a batch that collides with another: it is given again. One that never gets through is a failure. */
public final class UntilStored {

  private static final int MOST = 50;

  public static void run(Runnable batch) {
    for (int attempt = 1; ; attempt++) {
      try {
        batch.run();
        return;
      } catch (ConcurrencyFailureException collision) {
        if (attempt == MOST) {
          throw collision;
        }
      }
    }
  }

  private UntilStored() {}
}
