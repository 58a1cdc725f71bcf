package io.tributary.system.queue;

import io.tributary.system.guarantees.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * By the provider's own log no account is asked more often than its limit allows: not only in an hour, which is longer than a run, but in any stretch
 * of time: what was saved up, what came back, and what the processes had in their hands.
 */
final class TheBudgetHolds implements Guarantee<QueueEvidence> {

  private static final double SAVED_UP = 0.1;
  private static final double COMES_BACK = 0.88;
  private static final int BLOCKS = 12;
  private static final int PROCESSES = 2;
  private static final double IN_HANDS = PROCESSES * (BLOCKS + QueueSettings.CALLS_AT_ONCE);

  @Override
  public String name() {
    return "no account is asked more often than its limit allows";
  }

  @Override
  public List<String> breaches(QueueEvidence evidence) {
    var breaches = new ArrayList<String>();
    evidence.accounts().forEach((tenant, accounts) -> accounts.forEach(account ->
        exceeded(callsOf(account, evidence), QueueSettings.rate(tenant), account, breaches)));
    return breaches;
  }

  /** While it had its limit. */
  static List<Instant> callsOf(String account, QueueEvidence evidence) {
    return evidence.calls().stream().filter(call -> call.account().equals(account)).map(Call::at).filter(at -> at.isBefore(evidence.lifted())).sorted().toList();
  }

  /** The most that is allowed in so much time. */
  static double most(int rate, Duration time) {
    return Math.max(1, rate * SAVED_UP) + rate * COMES_BACK * time.toMillis() / 3_600_000 + IN_HANDS + 1;
  }

  private static void exceeded(List<Instant> calls, int rate, String account, List<String> breaches) {
    for (var from = 0; from < calls.size(); from++) {
      for (var to = from; to < calls.size(); to++) {
        var time = Duration.between(calls.get(from), calls.get(to));
        if (to - from + 1 > most(rate, time)) {
          breaches.add("account %s, which has %d calls an hour, was asked %d times in %s from %s on".formatted(
              account, rate, to - from + 1, time, calls.get(from)));
          return;
        }
      }
    }
  }
}
