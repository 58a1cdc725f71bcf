package io.tributary.connectors.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodPositionTest {

  private static final Duration BACKFILL = Duration.ofDays(90);
  private static final Duration OVERLAP = Duration.ofHours(1);
  private static final Instant NOW = Instant.parse("2003-02-01T04:00:00Z");

  @Test
  void aPeriodEndsAtTheTimeThatIsGivenWhateverThisMachinesClockSays() {
    var first = PeriodPosition.opened(null, BACKFILL, OVERLAP, NOW);
    assertThat(first.begin()).isEqualTo(NOW.minus(BACKFILL));
    assertThat(first.end()).isEqualTo(NOW);

    var later = NOW.plus(Duration.ofMinutes(15));
    var second = PeriodPosition.opened(first.done(), BACKFILL, OVERLAP, later);
    assertThat(second.begin()).isEqualTo(NOW.minus(OVERLAP));
    assertThat(second.end()).isEqualTo(later);
  }

  @Test
  void anOpenPeriodKeepsItsEnd() {
    var open = PeriodPosition.opened(null, BACKFILL, OVERLAP, NOW).at("cursor");

    var again = PeriodPosition.opened(open, BACKFILL, OVERLAP, NOW.plus(Duration.ofMinutes(15)));
    assertThat(again.end()).isEqualTo(NOW);
    assertThat(again.cursor()).isEqualTo("cursor");
  }
}
