package io.tributary.salesforce.client;

import io.tributary.salesforce.client.CallBudget.Shares;
import io.tributary.salesforce.connection.Connection;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Opens organisations. Their tokens live as long as this does, so that a run does not begin with a login each time. */
public final class SalesforceClients implements AutoCloseable {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);

  private final ConcurrentHashMap<Connection, Tokens> tokens = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
  private final HttpClient plain = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).version(HttpClient.Version.HTTP_1_1).build();
  private final ClientSettings settings;
  private final Shares shares;
  private final JsonMapper json;
  private final WatchStalls stalls;

  public SalesforceClients(ClientSettings settings, Shares shares, JsonMapper json) {
    this.settings = settings;
    this.shares = shares;
    this.json = json;
    this.stalls = new WatchStalls(settings.stall());
  }

  /** @param callsBefore that the same run made in earlier attempts */
  public Salesforce open(Connection connection, long callsBefore) {
    var client = "http".equals(connection.loginUrl().getScheme()) ? plain : http;
    var token = tokens.computeIfAbsent(connection, _ -> new Tokens(connection, client, settings, json));
    var budget = new CallBudget(shares, callsBefore);
    return new Salesforce(new CallSalesforce(client, token, budget, settings, json, stalls), budget, json, settings, token.warning());
  }

  @Override
  public void close() {
    stalls.close();
    http.shutdownNow();
    plain.shutdownNow();
  }
}
