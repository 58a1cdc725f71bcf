package io.tributary.salesforce.client;

import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Login;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one token of an organisation. Whoever finds it used up asks for a new one; the others wait for that one. */
final class Tokens {

  private static final int LONGEST_ANSWER = 64 * 1024;

  private final Connection connection;
  private final HttpClient http;
  private final ClientSettings settings;
  private final JsonMapper json;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Token current;

  Tokens(Connection connection, HttpClient http, ClientSettings settings, JsonMapper json) {
    this.connection = connection;
    this.http = http;
    this.settings = settings;
    this.json = json;
  }

  Token current() {
    var token = current;
    return token == null ? insteadOf(null) : token;
  }

  /** @param refused the token that Salesforce did not take; a newer one that somebody got meanwhile is given as it is */
  Token insteadOf(@Nullable Token refused) {
    asking.lock();
    try {
      var token = current;
      if (token != null && token != refused) {
        return token;
      }
      var asked = new Attempts(settings).until(this::ask);
      current = asked;
      return asked;
    } finally {
      asking.unlock();
    }
  }

  private Token ask() throws IOException, InterruptedException {
    var answer = http.send(RequestToken.of(connection).timeout(settings.timeout()).build(), BodyHandlers.ofInputStream());
    var body = body(answer);
    if (answer.statusCode() >= 500 || body == null) {
      throw new IOException("the login server answered " + answer.statusCode());
    }
    if (answer.statusCode() != 200) {
      throw new SalesforceFailed(SalesforceFailure.LOGIN, refusal(body));
    }
    return new Token(body.path("access_token").asString(), URI.create(body.path("instance_url").asString().replaceFirst("/+$", "")));
  }

  private @Nullable JsonNode body(HttpResponse<InputStream> answer) throws IOException {
    try (var in = answer.body()) {
      return json.readTree(in.readNBytes(LONGEST_ANSWER));
    } catch (JacksonException _) {
      return null;
    }
  }

  private String refusal(JsonNode body) {
    var error = body.path("error").asString("no reason");
    var said = "Salesforce refuses the login (%s: %s).".formatted(error, body.path("error_description").asString("no description"));
    return switch (connection.login()) {
      case CLIENT_CREDENTIALS -> said + " Check the app's id and secret, that its client credentials flow is on with a user to run as, and that"
          + " the login URL is the organisation's My Domain, not login or test.";
      case JWT_BEARER -> said + " Check the app's certificate, that the user is approved for the app, and this machine's clock.";
      case PASSWORD -> said + " A login flow that is turned off answers like a wrong password; only the Login History in Setup tells which."
          + " " + RequestToken.PASSWORD_ENDS;
    };
  }

  /** @return null, or what a person should know about the way of logging in */
  @Nullable String warning() {
    return connection.login() == Login.PASSWORD ? RequestToken.PASSWORD_ENDS : null;
  }
}
