package io.tributary.service.telemetry;

/** Names of the starter's metrics (Micrometer; Prometheus writes them with underscores). Tags never hold a tenant, a record or a person. */
public final class Metric {

  /** Timer, tags topic and outcome (stored, waiting): one batch. */
  public static final String DELIVERIES = "tributary.deliveries";
  /** Counter, tag topic: events stored. */
  public static final String EVENTS_STORED = "tributary.events.stored";
  /** Counter, tags topic and reason (the exception's class). */
  public static final String DEAD_LETTERS = "tributary.dead.letters";
  /** Gauge, tag topic: 1 where a subscription stopped by itself and a person has to act. */
  public static final String SUBSCRIPTION_STOPPED = "tributary.subscription.stopped";
  /** Gauge, tag topic: seconds since the subscription's events have to wait for the database or the registry; 0 where they do not. */
  public static final String SUBSCRIPTION_WAITING = "tributary.subscription.waiting";
  /** Counter, tag topic: events the broker acknowledged, and where they were sent in a transaction, committed. */
  public static final String EVENTS_PUBLISHED = "tributary.events.published";
  /** Counter, tag topic: events that it did not; of a transaction all. */
  public static final String PUBLISH_FAILURES = "tributary.events.publish.failures";
  /** Gauge, tag rows (the name of the RowsToTopic): rows that could not be published yet, at most 10,001. */
  public static final String ROWS_PENDING = "tributary.rows.pending";

  private Metric() {}
}
