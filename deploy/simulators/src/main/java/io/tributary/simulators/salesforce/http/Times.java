package io.tributary.simulators.salesforce.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Moments as texts, with milliseconds. Written digit by digit: a formatter would take longer than all else of a row. */
final class Times {

  private static final int SECONDS_A_DAY = 86_400;
  private static final Map<Long, String> DAYS = new ConcurrentHashMap<>(); // as many as days occur: a few thousand

  /** As REST answers have it. */
  static String json(Instant moment) {
    return write(new StringBuilder(28), moment).append("+0000").toString();
  }

  /** As results of jobs have it. */
  static void csv(StringBuilder into, Instant moment) {
    write(into, moment).append('Z');
  }

  private static StringBuilder write(StringBuilder into, Instant moment) {
    var seconds = moment.getEpochSecond();
    var ofDay = (int) Math.floorMod(seconds, (long) SECONDS_A_DAY);
    into.append(day(Math.floorDiv(seconds, (long) SECONDS_A_DAY))).append('T');
    two(into, ofDay / 3600).append(':');
    two(into, ofDay / 60 % 60).append(':');
    two(into, ofDay % 60).append('.');
    var millis = moment.getNano() / 1_000_000;
    return two(into.append((char) ('0' + millis / 100)), millis % 100);
  }

  private static String day(long day) {
    var known = DAYS.get(day);
    return known != null ? known : DAYS.computeIfAbsent(day, epochDay -> LocalDate.ofEpochDay(epochDay).toString());
  }

  private static StringBuilder two(StringBuilder into, int number) {
    return into.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private Times() {}
}
