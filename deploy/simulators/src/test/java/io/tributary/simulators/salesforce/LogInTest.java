package io.tributary.simulators.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.salesforce.http.Login;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogInTest {

  private static final String LOGIN = "https://login.salesforce.com";

  private static KeyPair keys;
  private static SalesforceSimulator salesforce;
  private static Client client;

  @BeforeAll
  static void start() throws GeneralSecurityException {
    keys = pair();
    salesforce = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(100)).withLogin(Login.standard().withKey(keys.getPublic())));
    client = Client.of(salesforce);
  }

  @AfterAll
  static void stop() {
    salesforce.close();
  }

  private static KeyPair pair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  @Test
  void aClientGetsATokenWithTheNamesOfOrganisationAndUser() {
    var granted = client.token("grant_type", "client_credentials", "client_id", "cid", "client_secret", "sec");

    assertThat(granted.path("access_token").asString()).startsWith("00D").contains("!");
    assertThat(granted.path("id").asString()).matches(salesforce.baseUrl() + "/id/00D\\w{15}/005\\w{15}");
    assertThat(granted.path("instance_url").asString()).isEqualTo(salesforce.baseUrl().toString());
    assertThat(granted.path("issued_at").isString()).isTrue();
    assertThat(granted.has("expires_in")).isFalse();
  }

  @Test
  void wrongSecretsAreRefusedInOAuthsForm() {
    assertThat(client.token("grant_type", "client_credentials", "client_id", "cid", "client_secret", "x").path("error").asString())
        .isEqualTo("invalid_client");
    var password = client.token("grant_type", "password", "client_id", "cid", "client_secret", "sec", "username", "u@example.test", "password", "pw");
    assertThat(password.path("error").asString()).isEqualTo("invalid_grant");
    assertThat(password.path("error_description").asString()).isEqualTo("authentication failure");
    assertThat(client.token("grant_type", "device").path("error").asString()).isEqualTo("unsupported_grant_type");
  }

  @Test
  void aPasswordNeedsItsSecurityToken() {
    assertThat(client.token(
        "grant_type", "password", "client_id", "cid", "client_secret", "sec", "username", "u@example.test", "password", "pwTOKEN")
        .has("access_token")).isTrue();
  }

  @Test
  void aRefreshTokenIsGoodOnce() {
    var first = client.token("grant_type", "refresh_token", "client_id", "cid", "client_secret", "sec", "refresh_token", "refresh-0");
    var again = client.token("grant_type", "refresh_token", "client_id", "cid", "client_secret", "sec", "refresh_token", "refresh-0");
    var next = client.token(
        "grant_type", "refresh_token", "client_id", "cid", "client_secret", "sec", "refresh_token", first.path("refresh_token").asString());

    assertThat(again.path("error").asString()).isEqualTo("invalid_grant");
    assertThat(next.has("access_token")).isTrue();
  }

  @Test
  void anAssertionMustBeSignedByTheRegisteredKeyForThisUserAndNotBeOld() throws GeneralSecurityException {
    var soon = Instant.now().plus(Duration.ofMinutes(3));

    assertThat(bearer(keys, "u@example.test", LOGIN, soon)).isEqualTo("granted");
    assertThat(bearer(pair(), "u@example.test", LOGIN, soon)).isEqualTo("invalid assertion");
    assertThat(bearer(keys, "other@example.test", LOGIN, soon)).isEqualTo("user hasn't approved this consumer");
    assertThat(bearer(keys, "u@example.test", "https://example.test", soon)).isEqualTo("audience is invalid");
    assertThat(bearer(keys, "u@example.test", LOGIN, Instant.now().minusSeconds(60))).isEqualTo("expired authorization code");
    assertThat(bearer(keys, "u@example.test", LOGIN, Instant.now().plusSeconds(3600))).isEqualTo("expired authorization code");
  }

  private static String bearer(KeyPair keys, String user, String audience, Instant expires) throws GeneralSecurityException {
    var claims = "{\"iss\":\"cid\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d}".formatted(user, audience, expires.getEpochSecond());
    var content = base64("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(content.getBytes(UTF_8));
    var answer = client.token(
        "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", content + "." + base64(signature.sign()));
    return answer.has("access_token") ? "granted" : answer.path("error_description").asString();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void aSessionEndsOnDemandAndByItsAge() {
    var own = Client.of(salesforce);
    salesforce.expireTokens();
    var expired = own.send("GET", Client.DATA + "/limits", "");
    own.logIn();
    var renewed = own.send("GET", Client.DATA + "/limits", "");
    salesforce.behave(before -> before.withTokenLife(Duration.ZERO));
    var old = own.send("GET", Client.DATA + "/limits", "");
    salesforce.behave(before -> before.withTokenLife(Duration.ofHours(2)));

    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(Client.code(expired)).isEqualTo("INVALID_SESSION_ID");
    assertThat(renewed.statusCode()).isEqualTo(200);
    assertThat(old.statusCode()).isEqualTo(401);
  }
}
