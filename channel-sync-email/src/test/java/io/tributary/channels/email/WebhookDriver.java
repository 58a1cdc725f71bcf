package io.tributary.channels.email;

import io.tributary.service.testing.TestTokens;
import io.tributary.simulators.unipile.UnipileOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** UniPile as it sends webhooks to the service: JSON that is called a form, with the endpoint's secret in a header. */
record WebhookDriver(String tenant, int port, String path, String secret) {

  static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static WebhookDriver registered(String tenant, int port, String endpoint) {
    var made = JSON.readTree(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/channels/email/webhooks"))
        .header("Authorization", "Bearer " + TestTokens.of(tenant))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(endpoint))).body());
    return new WebhookDriver(tenant, port, made.path("path").stringValue(), made.path("secret").stringValue());
  }

  /** From now on UniPile itself sends to this endpoint what happens in the account. */
  void registerAt(URI uniPile, String account) {
    for (var source : List.of("email", "account_status")) {
      var answer = send(HttpRequest.newBuilder(URI.create(uniPile + "/api/v1/webhooks"))
          .header("X-API-KEY", UnipileOptions.DEFAULT_KEY)
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("""
              {"source": "%s", "account_ids": ["%s"], "request_url": "http://127.0.0.1:%d%s",\
               "headers": [{"key": "Unipile-Auth", "value": "%s"}]}"""
              .formatted(source, account, port, path, secret))));
      if (answer.statusCode() != 201) {
        throw new AssertionError(answer.body());
      }
    }
  }

  WebhookDriver withSecret(String other) {
    return new WebhookDriver(tenant, port, path, other);
  }

  WebhookDriver withPath(String other) {
    return new WebhookDriver(tenant, port, other, secret);
  }

  int post(String body) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("User-Agent", "axios/1.7.7")
        .header("Unipile-Auth", secret)
        .POST(BodyPublishers.ofString(body))).statusCode();
  }

  int status(String account, String word) {
    return post("""
        {"AccountStatus": {"account_id": "%s", "account_type": "GOOGLE_OAUTH", "message": "%s"}}""".formatted(account, word));
  }

  /** The mail as an event tells of it. @param headers false as UniPile sends it; true for one that holds them */
  static String event(String name, JsonNode mail, boolean headers) {
    var body = ((ObjectNode) mail).deepCopy();
    body.put("event", name).put("email_id", mail.path("id").stringValue()).put("webhook_name", "live").put("is_complete", headers);
    body.remove("id");
    if (!headers) {
      body.remove("headers");
      body.put("body", "").put("body_plain", "");
    }
    return JSON.writeValueAsString(body);
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
