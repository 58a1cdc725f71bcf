package io.tributary.channels.job;

/** What holds a sync up: the answer to "why not now?". The names are those of {@code SyncJob.waitsFor}. */
public enum WaitsFor {

  /** The record was synced a moment ago. */
  COOLDOWN,

  /** The account's calls of this hour or day are used up. */
  BUDGET,

  /** The account rests after failures, or the provider asked for a pause. */
  ACCOUNT,

  /** A person has to connect the account again. */
  RECONNECT,

  /** Something failed that has nothing to do with the account; it is tried again, each time later. */
  RETRY
}
