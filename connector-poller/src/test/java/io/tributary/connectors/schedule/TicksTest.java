package io.tributary.connectors.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.ConnectionKey;
import io.tributary.events.PollSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

  private static final Ticks WITHOUT_JITTER = ticks(Duration.ZERO);

  @ParameterizedTest
  @CsvSource({
      "SLACK,  2026-11-21T10:03:00Z, 2026-11-21T10:15:00Z",
      "GONG,   2026-11-21T10:03:00Z, 2026-11-21T10:15:20Z",
      "FATHOM, 2026-11-21T10:03:00Z, 2026-11-21T10:15:40Z",
      "GMAIL,  2026-11-21T10:03:00Z, 2026-11-21T10:16:00Z",
      "GMAIL,  2026-11-21T10:00:30Z, 2026-11-21T10:01:00Z",
      "SLACK,  2026-11-21T10:15:00Z, 2026-11-21T10:30:00Z"})
  void eachSourceHasItsOffsetFromTheQuarterHour(PollSource source, Instant now, Instant next) {
    assertThat(WITHOUT_JITTER.after(now, new ConnectionKey("acme", source, "w"))).isEqualTo(next);
  }

  @Test
  void workspacesAreSpreadAndEachKeepsItsMoment() {
    var ticks = ticks(Duration.ofSeconds(60));
    var now = Instant.parse("2026-11-21T10:03:00Z");

    var moments = IntStream.range(0, 200).mapToObj(i -> ticks.after(now, new ConnectionKey("acme", PollSource.SLACK, "T" + i))).toList();

    assertThat(moments).allMatch(it -> !it.isBefore(Instant.parse("2026-11-21T10:15:00Z")) && it.isBefore(Instant.parse("2026-11-21T10:16:00Z")));
    assertThat(moments.stream().map(Instant::getEpochSecond).distinct().count()).isGreaterThan(40);
    var key = new ConnectionKey("acme", PollSource.SLACK, "T1");
    assertThat(ticks.after(ticks.after(now, key), key)).isEqualTo(ticks.after(now, key).plus(Duration.ofMinutes(15)));
  }

  private static Ticks ticks(Duration jitter) {
    return new Ticks(new ScheduleSettings(true, Duration.ofMinutes(15), Map.of(), jitter, 1, Duration.ofSeconds(10)));
  }
}
