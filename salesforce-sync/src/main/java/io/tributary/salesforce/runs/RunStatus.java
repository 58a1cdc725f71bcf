package io.tributary.salesforce.runs;

/** Where a run stands. */
public enum RunStatus {
  QUEUED,
  RUNNING,
  /** Stopped on the way, by a person or by an outage: it can be resumed. */
  INTERRUPTED,
  /** Stopped by a limit of the organisation: it can be resumed later. */
  RATE_LIMITED,
  SUCCESS,
  /** Ended, and something is missing that should not be. */
  PARTIAL,
  FAILED;

  /** Whether it can go on. */
  public boolean isOpen() {
    return switch (this) {
      case QUEUED, RUNNING, INTERRUPTED, RATE_LIMITED -> true;
      case SUCCESS, PARTIAL, FAILED -> false;
    };
  }
}
