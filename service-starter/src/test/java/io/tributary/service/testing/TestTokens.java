package io.tributary.service.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Tokens as the services accept them, signed with a key of this JVM. */
public final class TestTokens {

  private static final String TRIBUTARY = "tributary";
  private static final RSAKey KEY = generate();
  private static final Path PUBLIC_KEY = write();

  /** A token of user {@code test} that is good for an hour; for {@code Authorization: Bearer …}. */
  public static String of(String tenant, String... scopes) {
    return signed(claims(tenant, scopes).build());
  }

  /** A token that ran out an hour ago. */
  public static String expired(String tenant) {
    var then = Instant.now().minus(Duration.ofHours(1));
    return signed(claims(tenant).expirationTime(Date.from(then)).build());
  }

  /** What a token of {@link #of} says, to change. */
  public static JWTClaimsSet.Builder claims(String tenant, String... scopes) {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(TRIBUTARY)
        .audience(TRIBUTARY)
        .subject("test")
        .claim("tenant", tenant)
        .claim("scope", String.join(" ", scopes))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
  }

  public static String signed(JWTClaimsSet claims) {
    try {
      var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
      token.sign(new RSASSASigner(KEY));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PEM, for {@code tributary.security.public-key}. */
  public static Path publicKey() {
    return PUBLIC_KEY;
  }

  private static RSAKey generate() {
    try {
      return new RSAKeyGenerator(2048).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path write() {
    try {
      var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(KEY.toRSAPublicKey().getEncoded());
      var file = Files.createTempFile("tributary-test-", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestTokens() {}
}
