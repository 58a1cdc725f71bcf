package io.tributary.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class RememberTokensTest {

  private static final Instant ISSUED = Instant.parse("2026-03-02T08:00:00Z");
  private static final String FORGED = "forged";

  private final List<String> verified = new ArrayList<>();
  private final JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
  private final RememberTokens tokens = new RememberTokens(this::verify, time);

  @Test
  void theSignatureOfATokenIsVerifiedOnce() {
    itIs(ISSUED.plusSeconds(1));

    assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
    assertThat(tokens.decode("b").getSubject()).isEqualTo("b");
    assertThat(tokens.decode("a").getSubject()).isEqualTo("a");

    assertThat(verified).containsExactly("a", "b");
  }

  @Test
  void aTokenThatIsKnownIsRefusedOnceItsTimeIsOver() {
    itIs(ISSUED.plusSeconds(3599));
    tokens.decode("a");

    itIs(ISSUED.plusSeconds(3601));

    assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtValidationException.class).hasMessageContaining("expired");
  }

  @Test
  void whatOurKeyDidNotSignIsNeverRemembered() {
    itIs(ISSUED);

    assertThatThrownBy(() -> tokens.decode(FORGED)).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode(FORGED)).isInstanceOf(BadJwtException.class);

    assertThat(verified).containsExactly(FORGED, FORGED);
  }

  private void itIs(Instant now) {
    time.setClock(Clock.fixed(now, ZoneOffset.UTC));
  }

  private Jwt verify(String token) {
    verified.add(token);
    if (token.equals(FORGED)) {
      throw new BadJwtException("not signed by our key");
    }
    return Jwt.withTokenValue(token).header("alg", "RS256").subject(token).issuedAt(ISSUED).expiresAt(ISSUED.plusSeconds(3600)).build();
  }
}
