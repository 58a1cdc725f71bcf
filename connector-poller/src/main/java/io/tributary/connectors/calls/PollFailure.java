package io.tributary.connectors.calls;

/** What a failure means for the work. The names are what {@code streams.error_class} holds. */
public enum PollFailure {

  /** The credentials are dead: nothing more is asked until a person connects again. */
  ACCESS_DEAD,

  /** This stream cannot be read (archived, not a member, not there): the others go on. */
  STREAM_CLOSED,

  /** One of a stream's items (a mail, a thread, a person) is not there any more: it is left out. */
  ITEM_GONE,

  /** The page's cursor is dead: the window is read again from its beginning. */
  CURSOR_EXPIRED,

  /** The provider's limit, or our share of it, is used up. */
  RATE_LIMITED,

  /** It may work the next time. */
  TRANSIENT,

  /** An answer that is not what its API describes. */
  UNREADABLE,

  /** An answer longer than we take. */
  TOO_LONG;

  /** Whether the whole run ends, because every other stream would meet the same. */
  public boolean endsRun() {
    return this == ACCESS_DEAD || this == RATE_LIMITED;
  }
}
