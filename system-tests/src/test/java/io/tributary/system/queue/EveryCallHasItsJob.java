package io.tributary.system.queue;

import io.tributary.system.guarantees.Guarantee;
import java.time.Duration;
import java.util.List;

/** The provider's log shows no call for a record while no job of it ran, but for those of a process that slept and does not know better yet. */
final class EveryCallHasItsJob implements Guarantee<QueueEvidence> {

  /** A call is logged when it was answered, and a job's end is stored after its last call. */
  private static final Duration OF_BOOKKEEPING = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "the provider is asked for a record only while a job of it runs";
  }

  @Override
  public List<String> breaches(QueueEvidence evidence) {
    var jobs = evidence.jobsByRecord();
    return evidence.calls().stream()
        .filter(call -> !evidence.somebodySlept(call.at()))
        .filter(call -> jobs.getOrDefault(call.record(), List.of()).stream()
            .noneMatch(job -> job.ranAt(call.at()) || job.ranAt(call.at().minus(OF_BOOKKEEPING)) || job.ranAt(call.at().plus(OF_BOOKKEEPING))))
        .map(call -> "%s was asked for at %s, and no job of it ran".formatted(call.record().text(), call.at()))
        .toList();
  }
}
