package io.tributary.system.queue;

import io.tributary.system.guarantees.Guarantee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The provider's log shows no call for a record while no job of it ran. Excused are those that may be of a process that slept and does not know
 * better yet: for a moment after it woke, and for records whose job ran when it fell asleep. Those that need the excuse must be few.
 */
final class EveryCallHasItsJob implements Guarantee<QueueEvidence> {

  /** A call is logged when it was answered, and a job's end is stored after its last call. */
  private static final Duration OF_BOOKKEEPING = Duration.ofSeconds(1);

  /** Of all calls, what needs an excuse is at most one of so many. */
  private static final int FEW = 10;

  @Override
  public String name() {
    return "the provider is asked for a record only while a job of it runs";
  }

  @Override
  public List<String> breaches(QueueEvidence evidence) {
    var jobs = evidence.jobsByRecord();
    var ofTheJustWoken = Set.copyOf(evidence.callsOfTheJustWoken());
    var withoutJob = evidence.calls().stream()
        .filter(call -> jobs.getOrDefault(call.record(), List.of()).stream()
            .noneMatch(job -> job.ranAt(call.at()) || job.ranAt(call.at().minus(OF_BOOKKEEPING)) || job.ranAt(call.at().plus(OF_BOOKKEEPING))))
        .toList();
    var breaches = withoutJob.stream()
        .filter(call -> !ofTheJustWoken.contains(call))
        .map(call -> "%s was asked for at %s, and no job of it ran".formatted(call.record().text(), call.at()))
        .collect(Collectors.toCollection(ArrayList::new));
    int excused = withoutJob.size() - breaches.size();
    if (excused * FEW > evidence.calls().size()) {
      breaches.add("%d of %d calls were made without a job, by who had just woken".formatted(excused, evidence.calls().size()));
    }
    return breaches;
  }
}
