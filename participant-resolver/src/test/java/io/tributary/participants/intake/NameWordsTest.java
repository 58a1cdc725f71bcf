package io.tributary.participants.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameWordsTest {

  @Test
  void theOrderAndTheCompanyBesideDoNotMatter() {
    assertThat(NameWords.of("Lovelace, Ada (Acme)")).contains("ada", "lovelace").isEqualTo(NameWords.of("ada  LOVELACE acme"));
    assertThat(NameWords.of("Ada O'Brien-Smith Jr.")).containsExactly("ada", "jr", "o'brien-smith");
    assertThat(NameWords.of("Ａｄａ")).containsExactly("ada");
  }

  @Test
  void whatIsNoNameHasNoWords() {
    assertThat(NameWords.of(null)).isEmpty();
    assertThat(NameWords.of(" \"\" ")).isEmpty();
    assertThat(NameWords.of("a b c d e f g h i j k l m")).isEmpty();
    assertThat(NameWords.of("x".repeat(200))).isEmpty();
  }
}
