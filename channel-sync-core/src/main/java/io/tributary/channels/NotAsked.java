package io.tributary.channels;

import java.time.Duration;

/** A call was not made: its account rests, is busy or has no calls left. That is no failure of its own. */
public final class NotAsked extends ProviderFailed {

  private final Duration wait;

  /**
   * @param failure why the account is left alone
   * @param wait after which it may be asked
   */
  public NotAsked(ProviderFailure failure, String message, Duration wait) {
    super(failure, message, wait);
    this.wait = wait;
  }

  public Duration mayBeAskedIn() {
    return wait;
  }
}
