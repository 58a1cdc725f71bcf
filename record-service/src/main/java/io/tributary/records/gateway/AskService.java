package io.tributary.records.gateway;

import io.tributary.service.web.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Asks the service that a path belongs to, in the caller's name. */
public final class AskService {

  private final GatewaySettings settings;
  private final HttpClient client;

  AskService(GatewaySettings settings, HttpClient client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * @param authorization the caller's, as it came
   * @param json the question
   * @return the answer's body
   * @throws Problem 503 where the service does not answer, or not with 200
   */
  public String post(String path, String authorization, String json) {
    var route = settings.routes().stream().filter(one -> one.paths().stream().anyMatch(pattern -> matches(pattern, path))).findFirst()
        .orElseThrow(() -> new IllegalStateException("tributary.gateway.routes leads " + path + " nowhere"));
    var request = HttpRequest.newBuilder(URI.create(route.target() + path)).timeout(settings.timeout())
        .header("Authorization", authorization).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)).build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw Problem.unavailable("The service %s answered %d. Try again later.".formatted(route.service(), answer.statusCode()));
      }
      return answer.body();
    } catch (IOException e) {
      throw Problem.unavailable("The service %s does not answer. Try again later.".formatted(route.service()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("This service is stopping. Try again.");
    }
  }

  private static boolean matches(String pattern, String path) {
    return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
  }
}
