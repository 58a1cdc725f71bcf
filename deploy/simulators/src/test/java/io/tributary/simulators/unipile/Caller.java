package io.tributary.simulators.unipile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a simulator as a client does. */
final class Caller {

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final String key;

  Caller(URI uri, String key) {
    this.uri = uri;
    this.key = key;
  }

  static Caller of(UnipileSimulator simulator) {
    return new Caller(simulator.uri(), UnipileOptions.DEFAULT_KEY);
  }

  /** The body of a call that must succeed. */
  JsonNode get(String path, String... query) {
    var response = send("GET", path(path, query), "");
    if (response.statusCode() >= 300) {
      throw new AssertionError("%s: %d %s".formatted(path, response.statusCode(), json(response)));
    }
    return json(response);
  }

  /** The body of a call that must be refused with the status that the body tells. */
  JsonNode refusal(String path, String... query) {
    return refusal(send("GET", path(path, query), ""));
  }

  static JsonNode refusal(HttpResponse<byte[]> response) {
    var body = json(response);
    if (response.statusCode() < 400 || response.statusCode() != body.path("status").asInt()
        || !response.headers().firstValue("Content-Type").orElse("").equals("application/json")) {
      throw new AssertionError("Not a refusal in UniPile's form: %d %s".formatted(response.statusCode(), body));
    }
    return body;
  }

  /** Every item of a list, page by page; following pages send the cursor alone. */
  List<JsonNode> walk(String path, String... query) {
    var items = new ArrayList<JsonNode>();
    var page = get(path, query);
    page.path("items").forEach(items::add);
    while (page.path("cursor").isString()) {
      page = get(path, "cursor", page.path("cursor").asString());
      page.path("items").forEach(items::add);
    }
    return items;
  }

  HttpResponse<byte[]> send(String method, String path, String body) {
    try {
      var request = HttpRequest.newBuilder(URI.create(uri + path)).method(method, BodyPublishers.ofString(body))
          .header("X-API-KEY", key).header("Content-Type", "application/json").build();
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static String path(String path, String... query) {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    for (int i = 0; i < query.length; i += 2) {
      parameters.add(Map.entry(query[i], query[i + 1]));
    }
    return "/api/v1" + path + parameters.stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
