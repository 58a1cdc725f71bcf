package io.tributary.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class DatabaseTimeTest {

  private static final Instant TOLD = Instant.parse("2003-02-01T04:05:06Z");

  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean answers = true;

  @Test
  void itIsTheDatabasesTimeWhateverThisMachinesClockSays() {
    var time = goodFor(Duration.ofHours(1));

    assertThat(time.instant()).isBetween(TOLD, TOLD.plus(Duration.ofMinutes(10)));
  }

  @Test
  void itGoesOnWithoutAskingUntilAReadingIsOld() {
    var time = goodFor(Duration.ofHours(1));

    var first = time.instant();

    assertThat(time.instant()).isAfterOrEqualTo(first);
    assertThat(asked).hasValue(1);
  }

  @Test
  void itIsCountedOnWhileTheDatabaseDoesNotAnswer() {
    var time = goodFor(Duration.ZERO);
    var before = time.instant();
    answers = false;

    assertThat(time.instant()).isAfterOrEqualTo(before).isBefore(TOLD.plus(Duration.ofMinutes(10)));
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoNeverHeardTheTimeDoesNotInventOne() {
    answers = false;

    assertThatThrownBy(() -> goodFor(Duration.ZERO).instant()).isInstanceOf(DataAccessResourceFailureException.class);
  }

  private DatabaseTime goodFor(Duration duration) {
    return new DatabaseTime(() -> {
      asked.incrementAndGet();
      if (!answers) {
        throw new DataAccessResourceFailureException("down");
      }
      return TOLD;
    }, duration, ZoneOffset.UTC);
  }
}
