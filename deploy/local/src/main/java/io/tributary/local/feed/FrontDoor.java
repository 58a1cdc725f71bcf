package io.tributary.local.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API, as a customer with a token sees it. */
public final class FrontDoor {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int CONFLICT = 409;

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final Supplier<String> token;

  /** @param token asked for each request: a stack may run longer than a token lives */
  public FrontDoor(String url, Supplier<String> token) {
    this.url = url;
    this.token = token;
  }

  /** A request that was refused, or whose answer never came: then nobody knows whether it was done. */
  public static final class NotDone extends IllegalStateException {

    static final int UNANSWERED = 0;

    private final int status;

    NotDone(int status, String message, @Nullable Throwable cause) {
      super(message, cause);
      this.status = status;
    }

    /** HTTP status of the answer; 0 where none came. */
    public int status() {
      return status;
    }
  }

  public String url() {
    return url;
  }

  public JsonNode get(String path) {
    return send(request(path).GET(), false);
  }

  public JsonNode post(String path, Object body) {
    return send(json(path).POST(json(body)), false);
  }

  public JsonNode put(String path, Object body) {
    return send(json(path).PUT(json(body)), false);
  }

  public JsonNode patch(String path, Object body) {
    return send(json(path).method("PATCH", json(body)), false);
  }

  public void delete(String path) {
    send(request(path).DELETE(), false);
  }

  /** As {@link #post}; what is there already is no error. */
  public JsonNode postUnlessThere(String path, Object body) {
    return send(json(path).POST(json(body)), true);
  }

  public JsonNode postFile(String path, Path file, String contentType) throws IOException {
    return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofFile(file)), false);
  }

  /** All items of a list, page by page. */
  public List<JsonNode> all(String path) {
    var items = new ArrayList<JsonNode>();
    var page = get(path + "?limit=200");
    page.path("items").forEach(items::add);
    while (page.path("cursor").isString()) {
      page = get(path + "?limit=200&cursor=" + page.path("cursor").asString());
      page.path("items").forEach(items::add);
    }
    return items;
  }

  private JsonNode send(HttpRequest.Builder builder, boolean conflictIsFine) {
    var request = builder.build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      var status = response.statusCode();
      if (status >= 300 && !(conflictIsFine && status == CONFLICT)) {
        throw new NotDone(status, "%s %s was answered with %d: %s".formatted(
            request.method(), request.uri(), status, response.body()), null);
      }
      return response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new NotDone(NotDone.UNANSWERED, "%s %s was not answered: %s".formatted(request.method(), request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + request.uri(), e);
    }
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(LIMIT)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token.get());
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
  }
}
