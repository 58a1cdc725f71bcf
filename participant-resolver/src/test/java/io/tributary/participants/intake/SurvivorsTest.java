package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurvivorsTest {

  @Test
  void theOldestSurvivesAlsoWhereOthersLedToIt() {
    var survivors = new Survivors();
    survivors.same("acme", List.of(3L, 2L));
    survivors.same("acme", List.of(2L, 1L));
    survivors.same("acme", List.of(3L));
    survivors.same("globex", List.of(7L));

    assertThat(survivors.byId()).isEqualTo(Map.of(1L, 1L, 2L, 1L, 3L, 1L, 7L, 7L));
    assertThat(survivors.merges()).containsExactly(new Merge("acme", 2, 1), new Merge("acme", 3, 1));
  }

  @Test
  void nothingNamedNothingMerged() {
    var survivors = new Survivors();
    survivors.same("acme", List.of());

    assertThat(survivors.merges()).isEmpty();
  }
}
