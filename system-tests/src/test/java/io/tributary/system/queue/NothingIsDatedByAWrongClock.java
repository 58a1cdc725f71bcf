package io.tributary.system.queue;

import io.tributary.system.guarantees.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is published and stored bears the database's time, though no process knows it by itself. */
final class NothingIsDatedByAWrongClock implements Guarantee<QueueEvidence> {

  /** Far less than the processes' clocks are wrong by. */
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "nothing that is published or stored is dated by a wrong clock";
  }

  @Override
  public List<String> breaches(QueueEvidence evidence) {
    var breaches = new ArrayList<String>();
    evidence.published().stream().map(event -> event.getObservedAt()).filter(at -> !isOfThisRun(at, evidence))
        .forEach(at -> breaches.add("a message is said to have been read at %s, which is not between %s and %s".formatted(
            at, evidence.began(), evidence.ended())));
    evidence.jobs().stream().filter(job -> !isOfThisRun(job.started(), evidence) || !isOfThisRun(job.finished(), evidence))
        .forEach(job -> breaches.add("a job of %s is said to have run from %s to %s".formatted(job.record().text(), job.started(), job.finished())));
    return breaches;
  }

  private static boolean isOfThisRun(Instant at, QueueEvidence evidence) {
    return at.isAfter(evidence.began().minus(TOLERANCE)) && at.isBefore(evidence.ended().plus(TOLERANCE));
  }
}
