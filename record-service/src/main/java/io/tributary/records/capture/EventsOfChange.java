package io.tributary.records.capture;

import io.tributary.records.changes.ChangePoint;
import io.tributary.records.changes.RecordDiff;
import io.tributary.records.changes.RecordRow;
import io.tributary.records.rules.CurrentRules;
import io.tributary.service.kafka.Outgoing;
import java.util.List;
import java.util.Objects;

/** What a change of a record has to tell. A row that cannot be compared is reported and stops nobody behind it. */
final class EventsOfChange {

  private final long epoch;
  private final CurrentRules rules;
  private final CaptureAlarms alarms;

  EventsOfChange(long epoch, CurrentRules rules, CaptureAlarms alarms) {
    this.epoch = epoch;
    this.rules = rules;
    this.alarms = alarms;
  }

  List<Outgoing<?>> of(SourceChange.OfRecord change) throws InterruptedException {
    var row = Objects.requireNonNull(change.after() != null ? change.after() : change.before());
    try {
      var pipeline = rules.of(row.tenant(), row.pipelineId());
      return ChangeEvents.of(
          RecordDiff.between(change.before(), change.after(), pipeline, new ChangePoint(epoch, change.committedAt())));
    } catch (RuntimeException notComparable) {
      alarms.unreadable(unreadable(row, notComparable));
      return List.of();
    }
  }

  List<Outgoing<?>> of(SourceChange.OfGhost ghost) {
    return ChangeEvents.ofGhost(ghost, epoch);
  }

  /** Names the kind of failure only: its message may hold what the record holds. */
  private static SourceChange.Unreadable unreadable(RecordRow row, RuntimeException failure) {
    return new SourceChange.Unreadable(
        row.tenant(), row.id(), failure.getClass().getSimpleName() + " while comparing version " + row.version());
  }
}
