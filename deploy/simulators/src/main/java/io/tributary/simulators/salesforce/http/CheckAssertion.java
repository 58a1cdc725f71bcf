package io.tributary.simulators.salesforce.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a JWT bearer assertion: RS256, signed with the registered key, for this client, this user and a login server, not too old. */
final class CheckAssertion {

  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Login login;
  private final Clock clock;
  private final Set<String> audiences;

  CheckAssertion(Login login, Clock clock, URI self) {
    this.login = login;
    this.clock = clock;
    this.audiences = Set.of("https://login.salesforce.com", "https://test.salesforce.com", self.toString());
  }

  void of(String assertion) {
    var parts = assertion.split("\\.");
    if (parts.length != 3 || login.key() == null || !isSigned(parts, login.key())) {
      throw OAuthApi.refused("invalid_grant", "invalid assertion");
    }
    checkClaims(json(parts[1]));
  }

  private boolean isSigned(String[] parts, PublicKey key) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return json(parts[0]).path("alg").asString("").equals("RS256") && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  private void checkClaims(JsonNode claims) {
    if (!claims.path("iss").asString("").equals(login.clientId())) {
      throw OAuthApi.refused("invalid_client_id", "client identifier invalid");
    }
    if (!claims.path("sub").asString("").equals(login.username())) {
      throw OAuthApi.refused("invalid_grant", "user hasn't approved this consumer");
    }
    var audience = claims.path("aud").isArray() ? claims.path("aud").path(0) : claims.path("aud");
    if (!audiences.contains(audience.asString(""))) {
      throw OAuthApi.refused("invalid_grant", "audience is invalid");
    }
    var expires = Instant.ofEpochSecond(claims.path("exp").asLong(0));
    if (expires.isBefore(clock.instant()) || expires.isAfter(clock.instant().plus(LONGEST_LIFE))) {
      throw OAuthApi.refused("invalid_grant", "expired authorization code");
    }
  }

  private static JsonNode json(String part) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IllegalArgumentException | JacksonException _) {
      throw OAuthApi.refused("invalid_grant", "invalid assertion");
    }
  }
}
