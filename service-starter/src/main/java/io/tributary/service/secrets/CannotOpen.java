package io.tributary.service.secrets;

/** A sealed secret that the keyset does not open. */
public final class CannotOpen extends RuntimeException {

  CannotOpen(String message, Throwable cause) {
    super(message, cause);
  }
}
