package io.tributary.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Dates of communications: people's clocks are wrong, and some programs write "year 102". */
public final class SentDates {

  private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-12-31T23:59:59Z");

  /** The date within the years 1971 to 2200; the earliest moment where there is none. */
  public static Instant bounded(@Nullable Instant date) {
    if (date == null || date.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return date.isAfter(LATEST) ? LATEST : date;
  }

  private SentDates() {}
}
