package io.tributary.channels.unipile;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** UniPile answered with an error: for who knows more about a question than the class of its failure says. */
public final class Refused extends ProviderFailed {

  private final int status;
  private final String type;

  Refused(ProviderFailure failure, int status, String type, @Nullable Duration retryAfter) {
    super(failure, "UniPile answered " + status + (type.isEmpty() ? "." : " (" + type + ")."), retryAfter);
    this.status = status;
    this.type = type;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** UniPile's word for the error, without {@code errors/}; empty where it says none. */
  public String type() {
    return type;
  }
}
