package io.tributary.salesforce.client;

import java.io.IOException;
import java.time.Duration;

/** A failure in passing. */
final class RetryAfter extends IOException {

  private final Duration asked;

  /** @param asked what the server asked for; zero where it asked for nothing, which is usual */
  RetryAfter(String message, Duration asked) {
    super(message);
    this.asked = asked;
  }

  Duration asked() {
    return asked;
  }
}
