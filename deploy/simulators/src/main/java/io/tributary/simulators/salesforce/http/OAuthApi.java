package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** {@code /services/oauth2/token}: client credentials, a signed assertion, a refresh token, or a password. */
final class OAuthApi {

  static final String ORGANISATION = SalesforceId.of("00D", 1);
  static final String USER = SalesforceId.of("005", 7);

  private final Login login;
  private final Tokens tokens;
  private final Clock clock;
  private final Supplier<URI> self;
  private final AtomicReference<String> refreshToken;

  OAuthApi(Login login, Tokens tokens, Clock clock, Supplier<URI> self) {
    this.login = login;
    this.tokens = tokens;
    this.clock = clock;
    this.self = self;
    this.refreshToken = new AtomicReference<>(login.refreshToken());
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/services/oauth2/token", this::token).countedAs(_ -> "oauth"),
        Route.of("POST", "/services/oauth2/revoke", request -> {
          tokens.expire();
          return Answer.ok(Map.of());
        }).countedAs(_ -> "oauth"));
  }

  private Answer token(Request request) {
    var form = form(request);
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> {
        checkClient(form);
        yield granted(null);
      }
      case "password" -> {
        checkClient(form);
        checkPassword(form);
        yield granted(null);
      }
      case "refresh_token" -> {
        checkClient(form);
        yield granted(rotated(form.getOrDefault("refresh_token", "")));
      }
      case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> {
        new CheckAssertion(login, clock, self.get()).of(form.getOrDefault("assertion", ""));
        yield granted(null);
      }
      default -> throw refused("unsupported_grant_type", "grant type not supported");
    };
  }

  private void checkClient(Map<String, String> form) {
    if (!login.clientId().equals(form.get("client_id"))) {
      throw refused("invalid_client_id", "client identifier invalid");
    }
    if (!login.clientSecret().equals(form.get("client_secret"))) {
      throw refused("invalid_client", "invalid client credentials");
    }
  }

  private void checkPassword(Map<String, String> form) {
    if (!login.username().equals(form.get("username")) || !login.password().equals(form.get("password"))) {
      throw refused("invalid_grant", "authentication failure");
    }
  }

  private String rotated(String given) {
    var next = "refresh-" + UUID.randomUUID();
    var before = refreshToken.getAndUpdate(current -> current.equals(given) ? next : current);
    if (!before.equals(given)) {
      throw refused("invalid_grant", "expired access/refresh token");
    }
    return next;
  }

  private Answer granted(@Nullable String refreshToken) {
    var at = clock.instant();
    var id = self.get() + "/id/" + ORGANISATION + "/" + USER;
    var issuedAt = Long.toString(at.toEpochMilli());
    var body = new LinkedHashMap<String, String>();
    body.put("access_token", tokens.issue(at));
    body.put("signature", signature(id + issuedAt));
    body.put("scope", "api");
    body.put("instance_url", self.get().toString());
    body.put("id", id);
    body.put("token_type", "Bearer");
    body.put("issued_at", issuedAt);
    if (refreshToken != null) {
      body.put("refresh_token", refreshToken);
    }
    return Answer.ok(body);
  }

  private String signature(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(login.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256.", e);
    }
  }

  static Refused refused(String error, String description) {
    return new Refused(Answer.json(400, Map.of("error", error, "error_description", description)));
  }

  private static Map<String, String> form(Request request) {
    var form = new HashMap<String, String>();
    for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
      var parts = pair.split("=", 2);
      form.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    var basic = request.header("Authorization");
    if (basic != null && basic.startsWith("Basic ")) {
      var client = new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8).split(":", 2);
      form.put("client_id", decoded(client[0]));
      form.put("client_secret", client.length == 2 ? decoded(client[1]) : "");
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
