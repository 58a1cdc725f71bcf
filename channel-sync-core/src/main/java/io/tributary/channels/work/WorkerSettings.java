package io.tributary.channels.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The worker's settings.
 *
 * @param enabled false for a replica that only listens and answers
 * @param concurrency syncs that run at the same time in this process
 * @param perTenant of them, the most for one tenant, over all replicas
 * @param forPeople more of them, of any tenant, that only what a person asked for takes: so that it never waits for a long one to end
 * @param cooldown least time from start to start of two unforced syncs of a record, where the tenant has no setting
 * @param lease after how long without a heartbeat another worker takes over; three heartbeats fit in
 * @param lookOut how often the worker looks for work that nobody signalled
 * @param firstRetry wait before the next attempt of a sync that left something to fetch; doubled for each further one
 * @param longestRetry the longest such wait
 */
@ConfigurationProperties("tributary.channel.worker")
public record WorkerSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("16") int concurrency,
    @DefaultValue("12") int perTenant,
    @DefaultValue("2") int forPeople,
    @DefaultValue("300s") Duration cooldown,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("1s") Duration lookOut,
    @DefaultValue("30s") Duration firstRetry,
    @DefaultValue("6h") Duration longestRetry) {

  public WorkerSettings {
    if (concurrency < 1 || perTenant < 1 || forPeople < 0) {
      throw new IllegalArgumentException(
          "tributary.channel.worker: concurrency and per-tenant must be 1 or more, for-people 0 or more");
    }
    if (lease.toMillis() < 300) {
      throw new IllegalArgumentException("tributary.channel.worker.lease must be 300 ms or more, but is " + lease);
    }
  }

  /** Else a call that is waited for could outlive a lease whose heartbeat failed, and two workers would ask the same. */
  public void mustOutlast(String setting, Duration deadline) {
    if (lease.compareTo(deadline) <= 0) {
      throw new IllegalArgumentException(
          "tributary.channel.worker.lease (" + lease + ") must be longer than " + setting + " (" + deadline + ")");
    }
  }
}
