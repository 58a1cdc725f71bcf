package io.tributary.connectors.schedule;

import io.tributary.events.PollSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When polls begin.
 *
 * @param enabled false: this process only answers requests
 * @param every between two polls of a connection
 * @param offset of each source's polls from the period's beginning, by its name in lower case
 * @param jitter connections of one source are spread over that long, each always at the same moment
 * @param atOnce polls that run in this process at the same time
 * @param heartbeat of a running poll; after six that did not come, another process takes over
 */
@ConfigurationProperties("tributary.connectors.schedule")
public record ScheduleSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("15m") Duration every,
    @DefaultValue Map<String, Duration> offset,
    @DefaultValue("60s") Duration jitter,
    @DefaultValue("32") int atOnce,
    @DefaultValue("10s") Duration heartbeat) {

  private static final Map<PollSource, Duration> USUAL = Map.of(
      PollSource.SLACK, Duration.ZERO,
      PollSource.GONG, Duration.ofSeconds(20),
      PollSource.FATHOM, Duration.ofSeconds(40),
      PollSource.GMAIL, Duration.ofSeconds(60));

  Duration offsetOf(PollSource source) {
    var set = offset.get(source.name().toLowerCase(Locale.ROOT));
    return set == null ? USUAL.getOrDefault(source, Duration.ZERO) : set;
  }
}
