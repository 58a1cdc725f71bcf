package io.tributary.system.queue;

import io.tributary.events.CommunicationObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything a guarantee is judged by, when all is quiet.
 *
 * @param lifted until then the accounts had their limits
 * @param calls by the provider's own log, the oldest first
 * @param jobs by record and beginning
 * @param accounts of each tenant
 */
record QueueEvidence(
    Instant began, Instant lifted, Instant ended, Wishes wishes, List<Hand.Happened> happened, List<Call> calls, List<Job> jobs,
    List<CommunicationObserved> published, Map<String, List<String>> accounts) {

  /** After waking a process goes on with what it was in the middle of: its next heartbeat tells it, and the call it waits for then is its last. */
  private static final Duration UNTIL_IT_KNOWS = QueueSettings.HEARTBEAT.plus(QueueSettings.DEADLINE);

  Map<RecordKey, List<Job>> jobsByRecord() {
    return jobs.stream().collect(Collectors.groupingBy(Job::record));
  }

  /**
   * The calls that may be those of a process that had just woken, and did not know yet that another had gone on with its work: for records whose job ran
   * when it fell asleep, as it wakes in the middle of nothing else.
   */
  List<Call> callsOfTheJustWoken() {
    var jobs = jobsByRecord();
    return calls.stream()
        .filter(call -> happened.stream().anyMatch(each -> each.kind() == Hand.Kind.ASLEEP && hasJustWoken(each, call.at())
            && jobs.getOrDefault(call.record(), List.of()).stream().anyMatch(job -> job.ranAt(each.from()))))
        .toList();
  }

  private static boolean hasJustWoken(Hand.Happened sleep, Instant moment) {
    return !moment.isBefore(sleep.until()) && moment.isBefore(sleep.until().plus(UNTIL_IT_KNOWS));
  }

  String figures() {
    var statuses = jobs.stream().collect(Collectors.groupingBy(Job::status, TreeMap::new, Collectors.counting()));
    return "%s, %d faults; %d jobs %s, of them %d taken over from the dead, %d that met a used-up budget; %d calls, %d of them perhaps of a process that had just woken".formatted(
        wishes.text(), happened.size(), jobs.size(), statuses, jobs.stream().filter(Job::diedInTheMiddle).count(),
        jobs.stream().filter(Job::waitedForBudget).count(), calls.size(), callsOfTheJustWoken().size());
  }
}
