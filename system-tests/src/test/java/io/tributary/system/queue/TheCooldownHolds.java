package io.tributary.system.queue;

import io.tributary.system.guarantees.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A change that comes within the cooldown of a record's last sync waits for its end, unless somebody forces it. Two things need not wait: what a run
 * left is fetched when the reason is gone, and a dead process's run goes on when its lease has ended.
 */
final class TheCooldownHolds implements Guarantee<QueueEvidence> {

  /** A claim looks at the clock for the cooldown and for the job's start, one after the other. */
  private static final Duration BETWEEN_TWO_LOOKS = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "no change is synced within the cooldown of its record's last sync unless forced";
  }

  @Override
  public List<String> breaches(QueueEvidence evidence) {
    var breaches = new ArrayList<String>();
    evidence.jobsByRecord().values().forEach(jobs -> withinCooldown(evidence, jobs, breaches));
    return breaches;
  }

  private static void withinCooldown(QueueEvidence evidence, List<Job> jobs, List<String> breaches) {
    var cooledFrom = coolsFrom(jobs.getFirst());
    for (var i = 1; i < jobs.size(); i++) {
      var before = jobs.get(i - 1);
      var job = jobs.get(i);
      boolean free = job.bidden() || before.diedInTheMiddle();
      boolean isOfAChange = !before.leftSomething() || asksWhatIsNewSince(before.started(), evidence, job);
      if (!free && isOfAChange && job.started().isBefore(cooledFrom.plus(QueueSettings.COOLDOWN).minus(BETWEEN_TWO_LOOKS))) {
        breaches.add("%s was synced at %s and, unbidden, again at %s: %s after %s".formatted(
            job.record().text(), cooledFrom, job.started(), job, before));
      }
      // What a forced run left is bidden too, and starts no cooldown: it is not told from another forced run.
      if (before.diedInTheMiddle() || isOfAChange) {
        cooledFrom = coolsFrom(job);
      }
    }
  }

  /** Who has no number yet is asked for at nobody's, and there is nothing to cool down from. */
  private static Instant coolsFrom(Job job) {
    return job.askedNobody() ? Instant.EPOCH : job.started();
  }

  /** It looks for a number that the record was not given before that moment. */
  private static boolean asksWhatIsNewSince(Instant moment, QueueEvidence evidence, Job job) {
    return evidence.calls().stream()
        .filter(call -> call.lookUp() && call.record().equals(job.record()) && job.ranAt(call.at()))
        .anyMatch(call -> evidence.wishes().givenAt(job.record(), call.number()).orElse(Instant.EPOCH).isAfter(moment));
  }
}
