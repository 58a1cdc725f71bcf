package io.tributary.system.guarantees;

import io.tributary.local.feed.FrontDoor.NotDone;
import java.util.Map;
import java.util.TreeMap;

/** How callers were refused while things were broken. While a service is away the answer is 503, or none. */
final class Refusals {

  private static final int UNAVAILABLE = 503;

  private final Map<Integer, Integer> byStatus = new TreeMap<>();
  private String lastUnfit = "";

  /** @throws NotDone back, if it is a refusal for good, which no outage explains */
  synchronized void note(NotDone notDone) {
    var status = notDone.status();
    byStatus.merge(status, 1, Integer::sum);
    if (status >= 400 && status < 500) {
      throw notDone;
    }
    if (status != 0 && status != UNAVAILABLE) {
      lastUnfit = String.valueOf(notDone.getMessage());
    }
  }

  /** By HTTP status; 0 where no answer came. */
  synchronized Map<Integer, Integer> byStatus() {
    return new TreeMap<>(byStatus);
  }

  /** The last answer that was neither 503 nor none; empty if there was none. */
  synchronized String lastUnfit() {
    return lastUnfit;
  }
}
