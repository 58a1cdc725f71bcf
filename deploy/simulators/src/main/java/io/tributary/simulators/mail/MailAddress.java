package io.tributary.simulators.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address as it is written.
 *
 * @param name the display name, decoded
 */
public record MailAddress(@Nullable String name, String address) {

  String key() {
    return address.toLowerCase(Locale.ROOT);
  }
}
