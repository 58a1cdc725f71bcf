package io.tributary.records.reconcile;

/**
 * Compares what the compacted topics hold with what rows and rules say now, chunk by chunk, and touches the rows that differ, so
 * that the capture publishes them in full. It never publishes itself: order stays with the WAL.
 */
final class Reconcile {

  private final HeldOnTopics topics;
  private final CompareChunk comparison;
  private final ConfirmDifferences confirmation;
  private final PublishAgain again;
  private final UncapturedRows uncaptured;
  private final PurgeOld old;

  Reconcile(
      HeldOnTopics topics, CompareChunk comparison, ConfirmDifferences confirmation, PublishAgain again,
      UncapturedRows uncaptured, PurgeOld old) {
    this.topics = topics;
    this.comparison = comparison;
    this.confirmation = confirmation;
    this.again = again;
    this.uncaptured = uncaptured;
    this.old = old;
  }

  /**
   * Goes on where an earlier attempt stopped.
   *
   * @throws InterruptedException if the capture ended first; the next leader goes on
   */
  void reconcile(Reconciliation task) throws InterruptedException {
    try (var held = topics.read()) {
      for (var chunk = comparison.after(task, held.id()); ; chunk = comparison.after(task, held.id())) {
        again.publish(task, confirmation.standing(task, chunk.comparison().differences(), held), chunk.last());
        chunk.comparison().unreadable().forEach(
            row -> uncaptured.leaveOut(row.key().tenant(), row.key().recordId(), row.problem()));
        if (chunk.last() == null) {
          break;
        }
        task = task.after(chunk.last());
      }
    }
    again.finish(task);
    old.purge(task);
  }
}
