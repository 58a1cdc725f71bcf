package io.tributary.system.guarantees;

import java.util.List;

/** The stream was right by itself: reconciliations, the last of them after everything, found nothing to repair. */
final class NothingWasRepaired implements Guarantee<Evidence> {

  @Override
  public String name() {
    return "the stream needed no repair";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    return evidence.rows("records", "select id, reason, repairs from reconciliations where repairs > 0 order by id", 3).stream()
        .map(row -> "reconciliation %s (%s) repaired %s".formatted(row.get(0), row.get(1), row.get(2)))
        .toList();
  }
}
