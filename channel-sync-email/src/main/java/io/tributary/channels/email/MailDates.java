package io.tributary.channels.email;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Dates of mails: people's clocks are wrong, and some programs write "year 102". */
final class MailDates {

  private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-12-31T23:59:59Z");

  static @Nullable Instant read(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(date).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** When it was sent, within the years 1971 to 2200; the earliest moment where no date can be read. */
  static Instant sentAt(Mail mail) {
    var date = read(mail.date());
    if (date == null || date.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return date.isAfter(LATEST) ? LATEST : date;
  }

  private MailDates() {}
}
