package io.tributary.channels;

import java.time.Duration;

/** A call was not made: its account rests, is busy or has no calls left. That is no failure of its own. */
public final class NotAsked extends ProviderFailed {

  private final Duration wait;
  private final boolean overBudget;

  /**
   * @param failure why the account is left alone
   * @param wait after which it may be asked
   */
  public NotAsked(ProviderFailure failure, String message, Duration wait) {
    this(failure, message, wait, false);
  }

  private NotAsked(ProviderFailure failure, String message, Duration wait, boolean overBudget) {
    super(failure, message, wait);
    this.wait = wait;
    this.overBudget = overBudget;
  }

  /** The account's calls are used up. @param wait until there is one again */
  public static NotAsked overBudget(String message, Duration wait) {
    return new NotAsked(ProviderFailure.THROTTLED, message, wait, true);
  }

  public boolean isOverBudget() {
    return overBudget;
  }

  public Duration mayBeAskedIn() {
    return wait;
  }
}
