package io.tributary.salesforce.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Credentials;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The request that asks for a token, in the three forms that Salesforce has of it. */
final class RequestToken {

  static final String PASSWORD_ENDS =
      "The password login is turned off everywhere on 20 February 2027 and is not there in newer organisations: move to CLIENT_CREDENTIALS.";
  private static final Logger LOG = LoggerFactory.getLogger(RequestToken.class);
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(3);

  static HttpRequest.Builder of(Connection connection) {
    return HttpRequest.newBuilder(URI.create(connection.loginUrl() + "/services/oauth2/token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .POST(BodyPublishers.ofString(form(connection).entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"))));
  }

  private static Map<String, String> form(Connection connection) {
    var credentials = connection.credentials();
    var form = new LinkedHashMap<String, String>();
    switch (connection.login()) {
      case CLIENT_CREDENTIALS -> {
        form.put("grant_type", "client_credentials");
        form.put("client_id", needed("client_id", credentials.clientId()));
        form.put("client_secret", needed("client_secret", credentials.clientSecret()));
      }
      case JWT_BEARER -> {
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.put("assertion", assertion(connection));
      }
      case PASSWORD -> {
        LOG.warn(PASSWORD_ENDS);
        form.put("grant_type", "password");
        form.put("client_id", needed("client_id", credentials.clientId()));
        form.put("client_secret", needed("client_secret", credentials.clientSecret()));
        form.put("username", needed("username", credentials.username()));
        form.put("password", needed("password", credentials.password()) + (credentials.securityToken() == null ? "" : credentials.securityToken()));
      }
    }
    return form;
  }

  private static String assertion(Connection connection) {
    var credentials = connection.credentials();
    try {
      var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), new JWTClaimsSet.Builder()
          .issuer(needed("client_id", credentials.clientId()))
          .subject(needed("username", credentials.username()))
          .audience(audience(connection.loginUrl()))
          .expirationTime(Date.from(Instant.now().plus(ASSERTION_LIFE)))
          .build());
      jwt.sign(new RSASSASigner(key(credentials)));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new SalesforceFailed(SalesforceFailure.LOGIN, "The login's private key cannot sign: " + e.getMessage(), e);
    }
  }

  /** The login servers' names are what Salesforce expects, whichever host is asked. */
  static String audience(URI loginUrl) {
    var host = loginUrl.getHost();
    return host.equals("test.salesforce.com") || host.contains(".sandbox.") ? "https://test.salesforce.com" : "https://login.salesforce.com";
  }

  private static PrivateKey key(Credentials credentials) {
    try {
      var base64 = needed("private_key", credentials.privateKey()).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SalesforceFailed(SalesforceFailure.LOGIN, "private_key is no RSA key as PKCS#8 in PEM (openssl pkcs8 -topk8 -nocrypt makes one).", e);
    }
  }

  private static String needed(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new SalesforceFailed(SalesforceFailure.LOGIN, "The login needs %s; it is not set.".formatted(name));
    }
    return value;
  }

  private RequestToken() {}
}
