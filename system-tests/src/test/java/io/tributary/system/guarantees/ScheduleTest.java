package io.tributary.system.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.stack.Service;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void everyComponentIsKilledWhateverTheSeed() {
    for (var seed = 0; seed < 50; seed++) {
      var schedule = Schedule.ofEvery(new Random(seed));

      var killed = faults(schedule).filter(Fault.Kill.class::isInstance).map(Fault::component).collect(Collectors.toSet());

      assertThat(killed).containsAll(Service.ALL.stream().map(Service::name).toList()).contains("postgresql", "broker", "registry");
    }
  }

  @Test
  void noComponentIsInBothHands() {
    for (var seed = 0; seed < 50; seed++) {
      var schedule = Schedule.ofEvery(new Random(seed));

      assertThat(Collections.disjoint(
          schedule.one().stream().map(Fault::component).toList(), schedule.other().stream().map(Fault::component).toList())).isTrue();
    }
  }

  @Test
  void theSeedDecides() {
    assertThat(Schedule.ofEvery(new Random(7))).isEqualTo(Schedule.ofEvery(new Random(7))).isNotEqualTo(Schedule.ofEvery(new Random(8)));
  }

  private static Stream<Fault> faults(Schedule schedule) {
    return Stream.concat(schedule.one().stream(), schedule.other().stream());
  }
}
