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

  /** After waking a process goes on with what it was in the middle of, until its next heartbeat. */
  private static final Duration UNTIL_IT_KNOWS = Duration.ofSeconds(15);

  Map<RecordKey, List<Job>> jobsByRecord() {
    return jobs.stream().collect(Collectors.groupingBy(Job::record));
  }

  /** Whether a process may have just come back, and not know that another has its work. */
  boolean somebodySlept(Instant moment) {
    return happened.stream().anyMatch(each -> !moment.isBefore(each.from()) && moment.isBefore(each.until().plus(UNTIL_IT_KNOWS)));
  }

  String figures() {
    var statuses = jobs.stream().collect(Collectors.groupingBy(Job::status, TreeMap::new, Collectors.counting()));
    return "%s, %d faults; %d jobs %s, of them %d taken over from the dead, %d that met a used-up budget; %d calls".formatted(
        wishes.text(), happened.size(), jobs.size(), statuses, jobs.stream().filter(Job::diedInTheMiddle).count(),
        jobs.stream().filter(Job::waitedForBudget).count(), calls.size());
  }
}
