package io.tributary.service.registry;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** A value that can never be read or written: malformed bytes, an id the registry does not know, the wrong type. Do not retry. */
public final class BadEvent extends SerializationException {

  private static final long serialVersionUID = 1L;

  /** @param message why, in a sentence without anything of the value */
  BadEvent(String message) {
    super(message);
  }

  BadEvent(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
