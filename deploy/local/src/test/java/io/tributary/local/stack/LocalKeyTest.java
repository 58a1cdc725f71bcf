package io.tributary.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class LocalKeyTest {

  @TempDir Path folder;

  @Test
  void aTokenCarriesTenantAndScopesAndIsSignedByTheKey() throws Exception {
    // Given
    var key = LocalKey.in(folder);

    // When
    var token = key.token("acme", "me", Set.of("internal"), Duration.ofMinutes(5)).split("\\.");

    // Then
    var claims = JsonMapper.builder().build().readTree(Base64.getUrlDecoder().decode(token[1]));
    assertThat(claims.path("tenant").asString()).isEqualTo("acme");
    assertThat(claims.path("iss").asString()).isEqualTo("tributary");
    assertThat(claims.path("aud").asString()).isEqualTo("tributary");
    assertThat(claims.path("scope").asString()).isEqualTo("internal");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
    assertThat(isSigned(token[0] + "." + token[1], token[2], key.publicKey())).isTrue();
  }

  @Test
  void theKeyStaysTheSameAndItsPrivateHalfIsTheOwnersAlone() throws Exception {
    // Given
    var first = Files.readString(LocalKey.in(folder).publicKey());

    // When
    var second = Files.readString(LocalKey.in(folder).publicKey());

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("private.pem")))).isEqualTo("rw-------");
  }

  private static boolean isSigned(String text, String signature, Path publicKey) throws Exception {
    var bytes = Base64.getMimeDecoder().decode(Files.readString(publicKey).replaceAll("-----[A-Z ]+-----", ""));
    var verify = Signature.getInstance("SHA256withRSA");
    verify.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes)));
    verify.update(text.getBytes(StandardCharsets.US_ASCII));
    return verify.verify(Base64.getUrlDecoder().decode(signature));
  }
}
