package io.tributary.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.service.database.Database;
import io.tributary.service.testing.Strangers.Stranger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What every service with a database keeps of tenancy: extend it in the service's own test context. It finds tables and endpoints by itself, so that
 * a new one is held to it from its first day.
 */
public abstract class TenancyContract {

  /** Where nobody needs a token: the error page, the API's description, and what proves itself by a secret of its own. */
  private static final List<String> OPEN = List.of("/error", "/openapi", "/webhooks/", "/actuator/");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Autowired private Database database;
  @Autowired private List<RequestMappingHandlerMapping> mappings;
  @LocalServerPort private int port;
  @Value("${tributary.database.name}") private String databaseName;

  /**
   * Gives the tenant something of every kind that the API shows.
   *
   * @param marker a word that stands in all of it
   * @return values of path variables that lead to it, by name, or by path as {@code /api/records/{id}}
   */
  protected abstract Map<String, String> giveData(String tenant, String marker);

  /** What may be otherwise in this database, and why: a finding as the test words it, and a reason for people. */
  protected Map<String, String> exceptions() {
    return Map.of();
  }

  /** Patterns of paths that are answered by something else than a controller: strangers do not get in there either. */
  protected Stream<String> furtherPaths() {
    return Stream.of();
  }

  @Test
  void everyTableKeepsTenantsApart() {
    var findings = database.asWorker(db -> new TenantTables(db).findings(databaseName));

    assertThat(findings).as("an exception needs a reason, a reason its exception").containsExactlyInAnyOrderElementsOf(exceptions().keySet());
  }

  @Test
  void whateverNeedsNoTokenIsKnown() {
    assertThat(Endpoint.of(mappings).filter(Endpoint::isOpen)).allSatisfy(endpoint -> assertThat(OPEN).anyMatch(endpoint.path()::startsWith));
  }

  @Test
  void noEndpointAnswersAStranger() {
    var tenant = "tenancy-strangers";
    var variables = giveData(tenant, "swordfish");
    var before = everythingOf(tenant);
    var strangersToUsers = Strangers.after(tenant, "privacy");
    var strangersToServices = Strangers.after(tenant, "internal");
    var softly = new SoftAssertions();

    for (var endpoint : Stream.concat(guarded(), further()).toList()) {
      for (var stranger : endpoint.isInternal() ? strangersToServices : strangersToUsers) {
        // A service's own paths need no tenant, only its scope.
        if (!(endpoint.isInternal() && stranger.status() == 403)) {
          refuses(softly, endpoint, variables, stranger);
        }
      }
      if (endpoint.isPrivacy()) {
        refuses(softly, endpoint, variables, new Stranger("a user who may see records only", Optional.of("Bearer " + TestTokens.of(tenant, "api")), 403));
      }
      if (endpoint.isInternal()) {
        refuses(softly, endpoint, variables, new Stranger("a user", Optional.of("Bearer " + TestTokens.of(tenant)), 403));
        refuses(softly, endpoint, variables, new Stranger("a user of many scopes", Optional.of("Bearer " + TestTokens.of(tenant, "internals", "api")), 403));
      }
    }

    softly.assertAll();
    assertThat(everythingOf(tenant)).isEqualTo(before).contains("swordfish");
  }

  @Test
  void noEndpointShowsOrChangesAnotherTenantsData() {
    var tenant = "tenancy-victim";
    var variables = giveData(tenant, "swordfish");
    var before = everythingOf(tenant);
    var softly = new SoftAssertions();

    for (var endpoint : guarded().filter(endpoint -> !endpoint.isInternal()).toList()) {
      var answer = send(endpoint, variables, Optional.of("Bearer " + TestTokens.of("tenancy-other", "privacy")));
      softly.assertThat(answer.body()).as("%s says %d", endpoint, answer.statusCode()).doesNotContain("swordfish");
      softly.assertThat(answer.statusCode()).as("%s: %s", endpoint, answer.body()).isLessThan(500);
      if (endpoint.path().contains("{") && !answer.body().contains("\"items\":[]")) {
        softly.assertThat(answer.statusCode()).as("%s: %s", endpoint, answer.body()).isIn(400, 404, 422);
      }
    }

    softly.assertAll();
    assertThat(everythingOf(tenant)).isEqualTo(before).contains("swordfish");
  }

  private void refuses(SoftAssertions softly, Endpoint endpoint, Map<String, String> variables, Stranger stranger) {
    var answer = send(endpoint, variables, stranger.authorization());
    softly.assertThat(answer.statusCode()).as("%s of %s", endpoint, stranger.who()).isEqualTo(stranger.status());
    softly.assertThat(answer.headers().firstValue("Content-Type")).as("%s of %s", endpoint, stranger.who()).hasValue("application/problem+json");
    softly.assertThat(answer.body()).as("%s of %s", endpoint, stranger.who()).doesNotContain("swordfish");
  }

  private Stream<Endpoint> further() {
    return furtherPaths().map(path -> new Endpoint("GET", path, "application/json")).filter(endpoint -> !endpoint.isOpen());
  }

  private Stream<Endpoint> guarded() {
    return Endpoint.of(mappings)
        .filter(endpoint -> !endpoint.isOpen() && !endpoint.method().equals("HEAD") && !endpoint.method().equals("OPTIONS"));
  }

  private String everythingOf(String tenant) {
    return database.asWorker(db -> new TenantTables(db).everythingOf(tenant));
  }

  private HttpResponse<String> send(Endpoint endpoint, Map<String, String> variables, Optional<String> authorization) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, endpoint.pathWith(variables))))
        .method(endpoint.method(), endpoint.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
        .header("Content-Type", endpoint.consumes());
    authorization.ifPresent(value -> request.header("Authorization", value));
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("%s broke off".formatted(endpoint), e);
    }
  }
}
