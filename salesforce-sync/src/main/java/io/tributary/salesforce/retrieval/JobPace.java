package io.tributary.salesforce.retrieval;

import java.time.Duration;

/** When to look at a job: after as long as the one before took, then less and less often. */
final class JobPace {

  private static final long SHORTEST_MILLIS = 10;

  private final long longestMillis;
  private volatile long usualMillis;

  JobPace(RetrievalSettings settings) {
    this.longestMillis = settings.longestLook().toMillis();
    this.usualMillis = settings.firstLook().toMillis();
  }

  /** @param looks that were taken at the job so far */
  Duration untilLook(int looks) {
    var more = looks == 0 ? 0 : (long) Math.exp(Math.min(looks, 12));
    return Duration.ofMillis(Math.min(longestMillis, usualMillis + more));
  }

  /** A job took so long, as Salesforce says. */
  void learn(long millis) {
    if (millis > 0) {
      usualMillis = Math.clamp(millis, SHORTEST_MILLIS, longestMillis);
    }
  }
}
