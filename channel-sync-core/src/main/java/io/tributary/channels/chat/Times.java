package io.tributary.channels.chat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as UniPile writes them. */
final class Times {

  /** Exactly three decimals, which the API's pattern asks for. */
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static String write(Instant instant) {
    return WRITTEN.format(instant);
  }

  /** Null where it cannot be read. */
  static @Nullable Instant read(@Nullable String written) {
    try {
      return written == null ? null : OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }

  private Times() {}
}
