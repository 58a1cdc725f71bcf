package io.tributary.simulators.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as mail programs of four decades have written them. */
final class MailDate {

  private static final String TIME = "(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2}))?";
  private static final String ZONE = "(?:\\s*(?<zone>[+-]\\d{4}|[A-Za-z]{1,5})\\b)?";

  /** {@code Fri, 23 Aug 2002 19:01:45 -0400 (EDT)}, {@code 23-Aug-02 19:01 EDT}. */
  private static final Pattern DAY_FIRST = Pattern.compile(
      "(?<day>\\d{1,2})[\\s-]+(?<month>[A-Za-z]{3})[A-Za-z]*[\\s.,-]+(?<year>\\d+)[\\s,]+" + TIME + ZONE);

  /** {@code Fri Aug 23 19:01:45 2002}, as asctime writes it and an mbox's From line. */
  private static final Pattern MONTH_FIRST = Pattern.compile(
      "(?<month>[A-Za-z]{3})[A-Za-z]*\\s+(?<day>\\d{1,2}),?\\s+" + TIME + ZONE + "\\s+(?<year>\\d{4})\\b");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** Those of RFC 5322 and the commonest of Europe; any other name counts as UTC. */
  private static final Map<String, Integer> HOURS_EAST = Map.ofEntries(
      Map.entry("EST", -5), Map.entry("EDT", -4), Map.entry("CST", -6), Map.entry("CDT", -5), Map.entry("MST", -7),
      Map.entry("MDT", -6), Map.entry("PST", -8), Map.entry("PDT", -7), Map.entry("BST", 1), Map.entry("CET", 1),
      Map.entry("MET", 1), Map.entry("CEST", 2), Map.entry("MEST", 2), Map.entry("EET", 2), Map.entry("EEST", 3));

  private static final int EARLIEST_YEAR = 1970;
  private static final int LATEST_YEAR = 2099;

  /** The first date in the text; nothing if there is none, or none of the years 1970 to 2099 ("year 102"). */
  static Optional<Instant> inText(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    for (var form : List.of(DAY_FIRST, MONTH_FIRST)) {
      var match = form.matcher(text);
      if (match.find()) {
        return instant(match.toMatchResult());
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> instant(MatchResult date) {
    int year = year(date.group("year"));
    int month = MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)) + 1;
    if (year < EARLIEST_YEAR || year > LATEST_YEAR || month == 0) {
      return Optional.empty();
    }
    try {
      var second = date.group("second") == null ? 0 : Math.min(59, number(date.group("second")));
      var local = LocalDateTime.of(year, month, number(date.group("day")), number(date.group("hour")), number(date.group("minute")), second);
      return Optional.of(local.toInstant(ZoneOffset.UTC).minusSeconds(60L * minutesEast(date.group("zone"))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static int year(String digits) {
    if (digits.length() == 2) {
      return number(digits) + (number(digits) < 50 ? 2000 : 1900);
    }
    return digits.length() == 4 ? number(digits) : 0;
  }

  /** Also those that no place has ({@code -1900}). */
  private static int minutesEast(@Nullable String zone) {
    if (zone == null || !zone.matches("[+-]\\d{4}")) {
      return zone == null ? 0 : 60 * HOURS_EAST.getOrDefault(zone.toUpperCase(Locale.ROOT), 0);
    }
    int minutes = number(zone.substring(1, 3)) * 60 + number(zone.substring(3));
    return zone.startsWith("-") ? -minutes : minutes;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private MailDate() {}
}
