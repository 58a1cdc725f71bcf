package io.tributary.local.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What UniPile's double says of itself: its accounts, and how often it was called. */
public final class UniPileAccounts {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String apiKey;

  public UniPileAccounts(String url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  /** The ids of all connected mailboxes. */
  public List<String> ids() throws IOException {
    return all().stream().filter(account -> account.path("connection_params").has("mail")).map(account -> account.path("id").asString()).toList();
  }

  /** The ids of all connected accounts of a messenger. @param type as UniPile names it: WHATSAPP, LINKEDIN */
  public List<String> ids(String type) throws IOException {
    return all().stream().filter(account -> account.path("type").asString().equals(type)).map(account -> account.path("id").asString()).toList();
  }

  private List<JsonNode> all() throws IOException {
    var accounts = new ArrayList<JsonNode>();
    var page = get("/api/v1/accounts");
    page.path("items").forEach(accounts::add);
    while (page.path("cursor").isString()) {
      page = get("/api/v1/accounts?cursor=" + page.path("cursor").asString());
      page.path("items").forEach(accounts::add);
    }
    return accounts;
  }

  /** Calls of a provider's API, per channel; the stack's own look at the accounts is none of them. */
  public JsonNode callsByChannel() throws IOException {
    return get("/_control/calls").path("byChannel");
  }

  /** The last calls, the oldest first: when, what and with which parameters. They hold addresses: keep them to yourself. */
  public JsonNode log() throws IOException {
    return get("/_control/log");
  }

  private JsonNode get(String path) throws IOException {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + path))
          .header("X-API-KEY", apiKey).header("Accept", "application/json").build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("GET %s was answered with %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in GET " + path, e);
    }
  }
}
