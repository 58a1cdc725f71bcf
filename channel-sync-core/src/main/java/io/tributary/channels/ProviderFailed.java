package io.tributary.channels;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The provider refused a call or did not answer it. The message holds no personal data: it is shown and logged. */
public class ProviderFailed extends RuntimeException {

  private final ProviderFailure failure;
  private final @Nullable Duration retryAfter;

  public ProviderFailed(ProviderFailure failure, String message) {
    this(failure, message, null);
  }

  /** @param retryAfter how long the provider wants us to wait; null where it does not say */
  public ProviderFailed(ProviderFailure failure, String message, @Nullable Duration retryAfter) {
    super(message);
    this.failure = failure;
    this.retryAfter = retryAfter;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public ProviderFailure failure() {
    return failure;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
