package io.tributary.records.reconcile;

import java.util.List;

/**
 * A difference may be merely on its way. Waits until slot and topics have passed the place in the WAL where differences were
 * found, and looks again. What a change in the meantime altered is found anew and waits once more.
 */
final class ConfirmDifferences {

  /** A record that changes all the time would be waited for without end. */
  private static final int ROUNDS = 5;

  private final CompareChunk comparison;
  private final SlotProgress slot;

  ConfirmDifferences(CompareChunk comparison, SlotProgress slot) {
    this.comparison = comparison;
    this.slot = slot;
  }

  /**
   * Where differences are expected, what keeps changing is taken too: it may lack what its changes do not touch. Else it is left to
   * the next reconciliation.
   */
  List<Difference> standing(Reconciliation task, List<Difference> found, HeldOnTopics.Reading held)
      throws InterruptedException {
    var earlier = found;
    List<Difference> standing = List.of();
    for (var round = 0; round < ROUNDS && standing.size() < earlier.size(); round++) {
      slot.awaitPassed(slot.now());
      held.readOn();
      var now = comparison.again(earlier.stream().map(Difference::key).toList(), held.id());
      standing = now.stream().filter(earlier::contains).toList();
      earlier = now;
    }
    return task.reason().expectsDifferences() ? earlier : standing;
  }
}
