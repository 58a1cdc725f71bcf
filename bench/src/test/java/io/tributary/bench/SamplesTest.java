package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void aQuantileIsTheSmallestValueThatSoManyDoNotExceed() {
    var hundred = new Samples(IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList());

    assertThat(hundred.quantile(0.5)).isEqualTo(50);
    assertThat(hundred.quantile(0.99)).isEqualTo(99);
    assertThat(hundred.quantile(1)).isEqualTo(100);
    assertThat(new Samples(List.of(7.0)).quantile(0.99)).isEqualTo(7);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Samples.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Samples.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
  }

  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatThrownBy(() -> new Samples(List.of())).hasMessageContaining("Nothing was measured");
  }
}
