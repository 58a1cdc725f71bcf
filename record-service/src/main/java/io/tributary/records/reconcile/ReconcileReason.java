package io.tributary.records.reconcile;

import io.tributary.events.ChangeReason;

/** Why rows are compared with what the topics hold. */
public enum ReconcileReason {
  FIRST_LOAD,
  SLOT_LOST,
  /** Something was out of order that may have hidden changes. */
  DOUBT,
  RULES_CHANGED,
  SCHEDULED,
  MANUAL;

  /** Differences are expected, and are no repairs. */
  boolean expectsDifferences() {
    return switch (this) {
      case FIRST_LOAD, SLOT_LOST, DOUBT, RULES_CHANGED -> true;
      case SCHEDULED, MANUAL -> false;
    };
  }

  /** The service is not ready before it is done: until then consumers may miss changes. */
  public boolean holdsUpReadiness() {
    return switch (this) {
      case FIRST_LOAD, SLOT_LOST, DOUBT -> true;
      case RULES_CHANGED, SCHEDULED, MANUAL -> false;
    };
  }

  ChangeReason published() {
    return this == RULES_CHANGED ? ChangeReason.RULES_CHANGED : ChangeReason.RECONCILED;
  }
}
