package io.tributary.connectors.poll;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one run may do, and how long a failed connection waits.
 *
 * @param mostPages of one stream in one run: a valve, told as truncated, after which the next run goes on
 * @param longestRun a run ends after that long, and the next goes on
 * @param firstBackoff after a failed run; doubled with each in a row
 * @param oddPages how long a page of nothing but items that cannot be read is asked for again before they are left out
 * @param keepSeen how long what was published is remembered: longer than any overlap
 * @param keepRuns how long runs are kept
 */
@ConfigurationProperties("tributary.connectors.poll")
public record PollSettings(
    @DefaultValue("1000") int mostPages,
    @DefaultValue("14m") Duration longestRun,
    @DefaultValue("1m") Duration firstBackoff,
    @DefaultValue("6h") Duration longestBackoff,
    @DefaultValue("5") int failuresToError,
    @DefaultValue("24h") Duration oddPages,
    @DefaultValue("30d") Duration keepSeen,
    @DefaultValue("30d") Duration keepRuns) {

  /** The wait after so many failures in a row, at least as long as the provider asked for. */
  Duration backoff(int failures, Duration asked) {
    var doubled = firstBackoff.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 20));
    var wait = doubled.compareTo(longestBackoff) > 0 ? longestBackoff : doubled;
    return asked.compareTo(wait) > 0 ? asked : wait;
  }
}
