package io.tributary.system.queue;

import io.tributary.system.guarantees.Guarantee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The provider's log shows no call for a record while no job of it ran. Not judged are those that may be of a process that slept and does not know
 * better yet: for a moment after it woke, and for records whose job ran when it fell asleep. Everything else is; these must be few.
 */
final class EveryCallHasItsJob implements Guarantee<QueueEvidence> {

  /** A call is logged when it was answered, and a job's end is stored after its last call. */
  private static final Duration OF_BOOKKEEPING = Duration.ofSeconds(1);

  /** Of all calls, what is not judged is at most one of so many. */
  private static final int FEW = 4;

  @Override
  public String name() {
    return "the provider is asked for a record only while a job of it runs";
  }

  @Override
  public List<String> breaches(QueueEvidence evidence) {
    var jobs = evidence.jobsByRecord();
    var notJudged = Set.copyOf(evidence.callsOfTheJustWoken());
    var breaches = evidence.calls().stream()
        .filter(call -> !notJudged.contains(call))
        .filter(call -> jobs.getOrDefault(call.record(), List.of()).stream()
            .noneMatch(job -> job.ranAt(call.at()) || job.ranAt(call.at().minus(OF_BOOKKEEPING)) || job.ranAt(call.at().plus(OF_BOOKKEEPING))))
        .map(call -> "%s was asked for at %s, and no job of it ran".formatted(call.record().text(), call.at()))
        .collect(Collectors.toCollection(ArrayList::new));
    if (notJudged.size() * FEW > evidence.calls().size()) {
      breaches.add("%d of %d calls cannot be judged".formatted(notJudged.size(), evidence.calls().size()));
    }
    return breaches;
  }
}
