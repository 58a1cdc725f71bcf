package io.tributary.participants;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.service.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP. */
@Lazy
public final class Api {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final Environment environment;

  Api(Environment environment) {
    this.environment = environment;
  }

  /** The body of an answer with this status, read with a token of the tenant. */
  public JsonNode get(String tenant, String path, int status) {
    var answer = send(request(path).header("Authorization", "Bearer " + TestTokens.of(tenant, "api", "privacy")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  /** The body of an answer with this status to a request with a body, made by the subject of the token; empty where it has none. */
  public JsonNode send(String tenant, String method, String path, String body, int status) {
    var answer = send(request(path).header("Authorization", "Bearer " + TestTokens.of(tenant, "api", "privacy")).header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  /** The body of a successful answer to a request with a body, as it is. */
  public String text(String tenant, String path, String body) {
    var answer = send(request(path).header("Authorization", "Bearer " + TestTokens.of(tenant, "api", "privacy")).header("Content-Type", "application/json")
        .method("POST", BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  public int statusWithoutToken(String path) {
    return send(request(path)).statusCode();
  }

  /** Every page's items, page by page. */
  public List<List<JsonNode>> pages(String tenant, String path, int limit) {
    var pages = new ArrayList<List<JsonNode>>();
    var cursor = "";
    do {
      var page = get(tenant, path + "?limit=" + limit + cursor, 200);
      pages.add(List.copyOf(page.path("items").values()));
      cursor = page.path("cursor").isNull() ? "" : "&cursor=" + page.path("cursor").asString();
    } while (!cursor.isEmpty());
    return pages;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
