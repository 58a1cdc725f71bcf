package io.tributary.channels;

/** What a refusal of the provider means for the work. The names are those of {@code SyncJob.errorClass}. */
public enum ProviderFailure {

  /** The account's access is dead until a person connects it again: no retry, the connection is marked. */
  AUTH_DEAD,

  /** We asked wrongly; asking again will not help before a repair. */
  CALLER_BUG,

  /** What we asked for is not there any more. */
  GONE,

  /** Asked too often: later, from the same cursor. */
  THROTTLED,

  /** It may work the next time. */
  TRANSIENT,

  /** A change was asked for and no answer came: it may have been done. */
  UNKNOWN_OUTCOME;

  /** True where the same call may work after a wait. */
  public boolean passes() {
    return this == THROTTLED || this == TRANSIENT;
  }
}
