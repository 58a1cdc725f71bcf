package io.tributary.connectors.calls;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A provider refused, or answered what cannot be used. The message holds no personal data and no secret: it is stored, shown and logged. */
public final class PollFailed extends RuntimeException {

  private final PollFailure failure;
  private final @Nullable Duration retryAfter;

  public PollFailed(PollFailure failure, String message) {
    this(failure, message, null);
  }

  /** @param retryAfter how long to wait at least; null where nobody says */
  public PollFailed(PollFailure failure, String message, @Nullable Duration retryAfter) {
    super(message);
    this.failure = failure;
    this.retryAfter = retryAfter;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public PollFailure failure() {
    return failure;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
