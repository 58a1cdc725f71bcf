package io.tributary.service.registry;

import org.jspecify.annotations.Nullable;

/**
 * The schema registry does not give what is needed: it is away, refuses us, or does not hold our schema yet. Nothing is wrong with the
 * event, so wait and try again.
 */
public final class RegistryUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailable(String message) {
    super(message);
  }

  RegistryUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
