package io.tributary.salesforce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.service.testing.TestTokens;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@SyncTest
class RunsApiIT {

  private static final String RUNS = "/api/salesforce/runs";
  private static final String CONNECTION = "/api/salesforce/connection";

  @LocalServerPort private int port;
  @Autowired private Sync.Parts parts;

  private record Answer(HttpStatusCode status, JsonNode body) {}

  @Test
  void aRunThatIsAskedForIsWorkedOnAndTold() {
    try (var sync = Sync.with(new OrgSize(60, 20, 30, 2, 0, 0, 1, 0, 2), parts)) {
      var asked = call(sync.tenant(), "POST", RUNS, Map.of("kind", "FULL"));
      assertThat(asked.status().value()).isEqualTo(202);
      assertThat(asked.body().path("requested_by").asString()).isEqualTo("test");
      var one = RUNS + "/" + asked.body().path("id").asString();

      await().untilAsserted(() -> assertThat(call(sync.tenant(), "GET", one, null).body().path("status").asString()).isEqualTo("SUCCESS"));

      var result = call(sync.tenant(), "GET", one, null).body().path("result");
      assertThat(result.path("counts").path("discovered").asLong()).isEqualTo(20);
      assertThat(result.path("counts").path("missing").asLong()).isEqualTo(2);
      assertThat(result.path("proof").path("complete").asBoolean()).isTrue();
      assertThat(result.path("tenant").path("contacts").asLong()).isEqualTo(17);
      assertThat(call(sync.tenant(), "GET", RUNS, null).body().path("items").get(0).path("id")).isEqualTo(asked.body().path("id"));
    }
  }

  @Test
  void whatIsMissingIsListedPageByPage() {
    try (var sync = Sync.with(new OrgSize(60, 20, 20, 0, 0, 0, 0, 0, 5), parts)) {
      var path = RUNS + "/" + sync.full().id() + "/missing?limit=3";

      var first = call(sync.tenant(), "GET", path, null).body();
      var second = call(sync.tenant(), "GET", path + "&cursor=" + first.path("cursor").asString(), null).body();

      assertThat(first.path("items").size()).isEqualTo(3);
      assertThat(second.path("items").size()).isEqualTo(2);
      assertThat(second.path("cursor").isNull()).isTrue();
      assertThat(ids(first, second)).hasSize(5).allSatisfy(id -> assertThat(id).startsWith("003")).doesNotContainAnyElementsOf(sync.contacts());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}|kind", "{\"kind\": \"FULL\", \"days\": 3}|days", "{\"kind\": \"INCREMENTAL\", \"days\": 0}|days",
      "{\"kind\": \"INCREMENTAL\", \"days\": 4000}|days"})
  void whatCannotBeRunIsRefusedWithTheFieldToMend(String wanted, String field) {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      var refused = call(sync.tenant(), "POST", RUNS, wanted);

      assertThat(refused.status().value()).isEqualTo(422);
      assertThat(refused.body().path("field").asString()).isEqualTo(field);
    }
  }

  @Test
  void withoutAnOrganisationThereIsNoRun() {
    var refused = call("nobody", "POST", RUNS, Map.of("kind", "FULL"));

    assertThat(refused.status().value()).isEqualTo(409);
    assertThat(refused.body().path("detail").asString()).contains("PUT /api/salesforce/connection");
  }

  @Test
  void anothersRunIsNotThere() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      var run = sync.full();

      assertThat(call("stranger", "GET", RUNS + "/" + run.id(), null).status().value()).isEqualTo(404);
      assertThat(call("stranger", "GET", RUNS + "/" + run.id() + "/missing", null).status().value()).isEqualTo(404);
    }
  }

  @Test
  void anOrganisationIsConnectedWithSecretsThatNeverComeOut() {
    var wanted = Map.of("domain", "http://127.0.0.1:1", "login", "CLIENT_CREDENTIALS",
        "credentials", Map.of("client_id", "the-app", "client_secret", "very-secret"), "options", Map.of("pipeline", "physicians"));

    var stored = call("connector", "PUT", CONNECTION, wanted);
    var seen = call("connector", "GET", CONNECTION, null);

    assertThat(stored.status().value()).isEqualTo(200);
    assertThat(seen.body()).isEqualTo(stored.body());
    assertThat(seen.body().path("client_id").asString()).isEqualTo("the-app");
    assertThat(seen.body().path("options").path("pipeline").asString()).isEqualTo("physicians");
    assertThat(seen.body().toString()).doesNotContain("very-secret");
    assertThat(parts.connections().of("connector").credentials().clientSecret()).isEqualTo("very-secret");
    assertThat(call("connector", "DELETE", CONNECTION, null).status().value()).isEqualTo(204);
    assertThat(call("connector", "GET", CONNECTION, null).status().value()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"https://evil.example", "http://127.0.0.1.evil.example", "not a host", "''"})
  void aHostThatIsNotSalesforcesIsRefused(String domain) {
    var refused = call("connector", "PUT", CONNECTION, Map.of("domain", domain, "credentials", Map.of("client_id", "a", "client_secret", "b")));

    assertThat(refused.status().value()).isEqualTo(422);
    assertThat(refused.body().path("field").asString()).isEqualTo("domain");
  }

  private Answer call(String tenant, String method, String path, @Nullable Object body) {
    var request = RestClient.create("http://127.0.0.1:" + port).method(HttpMethod.valueOf(method)).uri(path)
        .header("Authorization", "Bearer " + TestTokens.of(tenant, "api"));
    if (body != null) {
      request.contentType(MediaType.APPLICATION_JSON).body(body);
    }
    var answer = Objects.requireNonNull(request.retrieve().onStatus(_ -> true, (_, _) -> {}).toEntity(JsonNode.class));
    return new Answer(answer.getStatusCode(), Objects.requireNonNullElseGet(answer.getBody(), parts.json()::missingNode));
  }

  private static Set<String> ids(JsonNode... pages) {
    var ids = new HashSet<String>();
    for (var page : pages) {
      page.path("items").forEach(id -> ids.add(id.asString()));
    }
    return ids;
  }
}
