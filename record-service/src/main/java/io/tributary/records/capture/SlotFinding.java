package io.tributary.records.capture;

import java.util.List;

/** What an inspection of slot, server and publication found, before or while changes are captured. */
sealed interface SlotFinding {

  /** All is in order and nobody captures. */
  record Free(long epoch) implements SlotFinding {}

  /** All is in order and a process holds the slot: this one or another replica. */
  record Held() implements SlotFinding {}

  /** Nothing was ever captured from this database. */
  record FirstStart() implements SlotFinding {}

  /** Changes may have been missed: a new slot, a new epoch and a reconciliation are needed. */
  record Lost(String why) implements SlotFinding {}

  /** Captured changes would be incomplete; somebody has to set the database right. */
  record Misconfigured(List<String> problems) implements SlotFinding {}
}
