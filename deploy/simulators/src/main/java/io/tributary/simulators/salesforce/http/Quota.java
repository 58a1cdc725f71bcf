package io.tributary.simulators.salesforce.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Calls and jobs used up since the start, against what the organisation has a day. */
final class Quota {

  private final Supplier<Behaviour> behaviour;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong jobs = new AtomicLong();

  Quota(Supplier<Behaviour> behaviour) {
    this.behaviour = behaviour;
  }

  void spendCall() {
    if (calls.get() >= behaviour.get().dailyApiRequests()) {
      throw Errors.refused(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
    calls.incrementAndGet();
  }

  void spendJob() {
    if (jobs.get() >= behaviour.get().dailyQueryJobs()) {
      throw Errors.refused(400, "LIMIT_EXCEEDED", "The daily limit of query jobs is used up.");
    }
    jobs.incrementAndGet();
  }

  long callsLeft() {
    return Math.max(0, behaviour.get().dailyApiRequests() - calls.get());
  }

  long jobsLeft() {
    return Math.max(0, behaviour.get().dailyQueryJobs() - jobs.get());
  }

  /** As {@code Sforce-Limit-Info} tells it. */
  String used() {
    return "api-usage=%d/%d".formatted(calls.get(), behaviour.get().dailyApiRequests());
  }
}
