package io.tributary.connectors.calls;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The header Retry-After (RFC 9110, 10.2.3): seconds, or a date of the provider's clock, which is held against the answer's own. */
public final class RetryAfter {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** At most a day; null where the header is missing or makes no sense. */
  public static @Nullable Duration of(HttpHeaders headers) {
    var written = headers.getFirst(HttpHeaders.RETRY_AFTER);
    if (written == null) {
      return null;
    }
    try {
      var wait = written.strip().matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(written.strip()))
          : Duration.between(answeredAt(headers), dated(written));
      return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static Instant answeredAt(HttpHeaders headers) {
    var date = headers.getFirst(HttpHeaders.DATE);
    try {
      return date == null ? Instant.now() : dated(date);
    } catch (DateTimeParseException _) {
      return Instant.now();
    }
  }

  private static Instant dated(String written) {
    return ZonedDateTime.parse(written.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private RetryAfter() {}
}
