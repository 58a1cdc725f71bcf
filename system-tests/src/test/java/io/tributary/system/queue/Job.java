package io.tributary.system.queue;

import java.time.Instant;

/**
 * A run of a record's sync, as the service tells it; its moments are the database's.
 *
 * @param finished now, where it runs
 * @param bidden a person forced it, or a form of the number was learnt
 * @param error empty for none
 */
record Job(RecordKey record, Instant started, Instant finished, String status, boolean bidden, long calls, String error) {

  boolean ranAt(Instant moment) {
    return !moment.isBefore(started) && !moment.isAfter(finished);
  }

  /** Another process goes on with it, in a job of its own. */
  boolean diedInTheMiddle() {
    return error.startsWith("The worker stopped in mid-run");
  }

  /** The next job may be what fetches it. */
  boolean leftSomething() {
    return status.equals("PARTIAL") || status.equals("FAILED");
  }

  boolean askedNobody() {
    return status.equals("CANCELLED") && calls == 0;
  }

  boolean waitedForBudget() {
    return error.contains("budget");
  }
}
