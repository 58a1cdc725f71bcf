package io.tributary.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {

  @Test
  void whatWasEncodedComesBack() {
    var cursor = CursorCodec.encode("2026-11-21T10:00:00Z", 42L, "Zoë|Ørsted/ü");

    assertThat(CursorCodec.decode(cursor, 3)).containsExactly("2026-11-21T10:00:00Z", "42", "Zoë|Ørsted/ü");
  }

  @Test
  void aCursorFitsAnAddressAsItIs() {
    assertThat(CursorCodec.encode("???>>>", Long.MAX_VALUE)).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "%%%", "é", "AAAA="})
  void whatIsNoCursorIsRefused(String cursor) {
    assertThatThrownBy(() -> CursorCodec.decode(cursor, 1)).isInstanceOf(Problem.class).hasMessageContaining("422").hasMessageContaining("cursor");
  }

  @Test
  void anotherListsCursorIsRefused() {
    var ofTwoParts = CursorCodec.encode(1, 2);

    assertThatThrownBy(() -> CursorCodec.decode(ofTwoParts, 1)).isInstanceOf(Problem.class);
  }

  @Test
  void whatIsEncodedElsewhereIsStillOnePart() {
    var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString("17".getBytes());

    assertThat(CursorCodec.decode(cursor, 1)).containsExactly("17");
  }
}
