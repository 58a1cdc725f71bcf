package io.tributary.service.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who must not get in: tokens with one thing wrong each. */
final class Strangers {

  /**
   * A caller and the answer to it.
   *
   * @param who as a test's failure names it
   * @param authorization the header; empty for none
   */
  record Stranger(String who, Optional<String> authorization, int status) {

    private static Stranger refused(String who, int status, String token) {
      return new Stranger(who, Optional.of("Bearer " + token), status);
    }
  }

  /** @param tenant whose data they are after @param scopes what else their tokens say */
  static List<Stranger> after(String tenant, String... scopes) {
    return Stream.concat(unauthenticated(tenant, scopes), withoutTenant(scopes)).toList();
  }

  private static Stream<Stranger> unauthenticated(String tenant, String... scopes) {
    var now = Instant.now();
    var good = TestTokens.claims(tenant, scopes).build();
    return Stream.of(
        new Stranger("nobody", Optional.empty(), 401),
        new Stranger("basic", Optional.of("Basic dGVzdDp0ZXN0"), 401),
        Stranger.refused("nonsense", 401, "nonsense"),
        Stranger.refused("expired", 401, TestTokens.expired(tenant)),
        Stranger.refused("without an end", 401, TestTokens.signed(TestTokens.claims(tenant, scopes).expirationTime(null).build())),
        Stranger.refused("not yet", 401, TestTokens.signed(TestTokens.claims(tenant, scopes).notBeforeTime(Date.from(now.plus(Duration.ofHours(1)))).build())),
        Stranger.refused("another issuer", 401, TestTokens.signed(TestTokens.claims(tenant, scopes).issuer("another").build())),
        Stranger.refused("another audience", 401, TestTokens.signed(TestTokens.claims(tenant, scopes).audience("another").build())),
        Stranger.refused("alg none", 401, new PlainJWT(good).serialize()),
        Stranger.refused("HS256 with the public key", 401, signed(good, JWSAlgorithm.HS256, publicKeyAsSecret())),
        Stranger.refused("another key", 401, signed(good, JWSAlgorithm.RS256, anotherKey())),
        Stranger.refused("a changed claim", 401, withClaimsOf(TestTokens.of("another", scopes), TestTokens.of(tenant, scopes))));
  }

  private static Stream<Stranger> withoutTenant(String... scopes) {
    return Stream.of(
        Stranger.refused("no tenant", 403, TestTokens.signed(TestTokens.claims("acme", scopes).claim("tenant", null).build())),
        Stranger.refused("no tenant's name", 403, TestTokens.of("Not A Tenant", scopes)),
        Stranger.refused("several tenants", 403, TestTokens.signed(TestTokens.claims("acme", scopes).claim("tenant", List.of("acme")).build())));
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
    try {
      var token = new SignedJWT(new JWSHeader(algorithm), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSSigner publicKeyAsSecret() {
    try {
      return new MACSigner(Files.readAllBytes(TestTokens.publicKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSSigner anotherKey() {
    try {
      return new RSASSASigner(new RSAKeyGenerator(2048).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The head and signature of one token around the claims of another. */
  private static String withClaimsOf(String signed, String claims) {
    var parts = signed.split("\\.");
    return String.join(".", parts[0], claims.split("\\.")[1], parts[2]);
  }

  private Strangers() {}
}
