package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final Outcome MET =
      new Outcome("pace", List.of(Figure.atMost("p50 ratio", 1.234, 3), Figure.reported("p95 ms", 87.65)), Map.of("ours ms", 1234.5));

  @Test
  void theLineSaysWhatWasFoundAndWhatWasExpected() {
    assertThat(MET.line()).isEqualTo("pace            met    p50 ratio 1.23 (aim <= 3), p95 ms 87.7; ours ms 1235");
  }

  @Test
  void theObjectHasTheSame() {
    assertThat(MET.json()).isEqualTo("""
        {"scenario":"pace","met":true,"figures":[{"name":"p50 ratio","value":1.23,"aim":"<= 3","met":true},\
        {"name":"p95 ms","value":87.7}],"measured":{"ours ms":1235.0}}""");
  }

  @Test
  void oneFigureBesideItsAimMissesTheWhole() {
    var missed = new Outcome("pace", List.of(Figure.atMost("p50 ratio", 1, 3), Figure.atLeast("rate ratio", 0.34, 0.35)), Map.of());

    assertThat(missed.isMet()).isFalse();
    assertThat(missed.line()).contains("MISSED").contains("rate ratio 0.34 (aim >= 0.35)");
  }

  @Test
  void aFigureOnItsAimMeetsIt() {
    assertThat(Figure.atMost("MiB", 256, 256).isMet()).isTrue();
    assertThat(Figure.atLeast("rate ratio", 0.3, 0.3).isMet()).isTrue();
    assertThat(Figure.reported("ms", 1e9).isMet()).isTrue();
  }
}
