package io.tributary.channels;

/** Names of channel sync's metrics. Each service is one channel; tags never hold a tenant, an account or a record. */
public final class SyncMetric {

  /** Timer, tag outcome (completed, nothing_to_ask, partial, failed, lost, outage): one run, from its claim to its end. */
  public static final String RUNS = "tributary.sync.runs";
  /** Timer, tag outcome (answered, or the class of the failure): one call to the provider. */
  public static final String CALLS = "tributary.sync.provider.calls";
  /** Counter, tag what (published, skipped): messages that the provider showed. */
  public static final String MESSAGES = "tributary.sync.messages";
  /** Counter: people of messages whose address could not be read, and who are therefore no participants. */
  public static final String UNREADABLE_PEOPLE = "tributary.sync.people.unreadable";
  /** Gauge: syncs that are due and wait for a worker, of all replicas, at most 10,001. */
  public static final String DUE = "tributary.sync.due";
  /** Gauge: syncs that run in this process. */
  public static final String RUNNING = "tributary.sync.running";
  /** Gauge: accounts of all tenants that rest after failures or need a person to connect them again. */
  public static final String ACCOUNTS_AWAY = "tributary.sync.accounts.away";

  private SyncMetric() {}
}
