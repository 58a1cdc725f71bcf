package io.tributary.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.service.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = ThingsWebApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = "tributary.web.largest-body=100KB")
class HttpSideTest {

  private static final String ACME = TestTokens.of("acme", "things:read");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void key(DynamicPropertyRegistry properties) {
    properties.add("tributary.security.public-key", () -> TestTokens.publicKey().toUri().toString());
    properties.add("server.address", () -> "127.0.0.1");
  }

  @Test
  void aControllerLearnsWhoCalls() throws Exception {
    assertThat(get("/api/who", ACME).body()).isEqualTo("{\"tenant\":\"acme\",\"subject\":\"test\",\"scopes\":[\"things:read\"]}");
  }

  @Test
  void withoutATokenNothingOfTheApiIsSeen() throws Exception {
    for (var path : new String[] {"/api/who", "/api/nothing", "/internal/things"}) {
      var answer = send(request(path).build());

      assertProblem(answer, 401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }
  }

  @Test
  void anExpiredOrForeignTokenIsNone() throws Exception {
    assertProblem(get("/api/who", TestTokens.expired("acme")), 401);
    assertProblem(get("/api/who", TestTokens.signed(TestTokens.claims("acme").audience("another").build())), 401);
    assertProblem(get("/api/who", TestTokens.signed(TestTokens.claims("acme").issuer("another").build())), 401);
    assertProblem(get("/api/who", ACME.substring(0, ACME.length() - 10) + "AAAAAAAAAA"), 401);
    assertProblem(get("/api/who", TestTokens.signed(TestTokens.claims("acme").expirationTime(null).build())), 401);
    assertProblem(get("/api/who", "nonsense"), 401);
  }

  @Test
  void aTokenWithoutATenantOpensNothing() throws Exception {
    assertProblem(get("/api/who", TestTokens.signed(TestTokens.claims("acme").claim("tenant", null).build())), 403);
    assertProblem(get("/api/who", TestTokens.of("Not A Tenant")), 403);
  }

  @Test
  void internalPathsAreForServices() throws Exception {
    assertProblem(get("/internal/things", ACME), 403);
    assertThat(get("/internal/things/", TestTokens.of("acme", "internal")).body()).isEqualTo("internal");
  }

  @Test
  void privacyNeedsItsOwnScopeAndATenant() throws Exception {
    assertProblem(get("/api/privacy/things", ACME), 403);
    assertProblem(get("/api/privacy/things", TestTokens.of("acme", "api", "internal")), 403);
    assertProblem(get("/api/%70rivacy/things", ACME), 403);
    assertProblem(get("/api/privacy/things", TestTokens.signed(TestTokens.claims("acme", "privacy").claim("tenant", null).build())), 403);
    assertThat(get("/api/privacy/things", TestTokens.of("acme", "privacy")).body()).isEqualTo("private");
  }

  @Test
  void whatIsNotNamedIsClosed() throws Exception {
    assertProblem(get("/actuator/env", ACME), 403);
    assertThat(send(request("/actuator/health").build()).statusCode()).isEqualTo(200);
  }

  @Test
  void aTrailingSlashChangesNothing() throws Exception {
    assertThat(get("/api/who/", ACME).body()).isEqualTo(get("/api/who", ACME).body());
    assertThat(post("/api/things/", BodyPublishers.ofString("{}")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"missing,404", "conflict,409", "busy,503", "broken,503", "refused,422", "other,500"})
  void everyFailureIsAProblem(String kind, int status) throws Exception {
    var answer = get("/api/failures/" + kind, ACME);

    assertProblem(answer, status);
    assertThat(answer.body()).doesNotContain("swordfish");
  }

  @Test
  void anUnknownPathOrMethodIsAProblem() throws Exception {
    assertProblem(get("/api/nothing", ACME), 404);
    assertProblem(send(request("/api/who", ACME).DELETE().build()), 405);
    assertProblem(send(request("/api/things", ACME).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x")).build()), 415);
  }

  @Test
  void anAddressThatHidesSomethingIsAProblem() throws Exception {
    for (var path : new String[] {"/api/who;x=1", "//api/who"}) {
      assertProblem(get(path, ACME), 400);
    }
  }

  @Test
  void anUnknownPropertyIsNamedAndSoAreTheKnown() throws Exception {
    var answer = post("/api/things", BodyPublishers.ofString("{\"display_name\":\"a\",\"parts\":[{\"part_number\":1},{\"partNumber\":2}]}"));

    assertProblem(answer, 422);
    assertThat(answer.body()).contains("parts[1].partNumber").contains("known are part_number");
  }

  @Test
  void aValueOfAnotherTypeIsNamedNotShown() throws Exception {
    var answer = post("/api/things", BodyPublishers.ofString("{\"parts\":[{\"part_number\":\"secret\"}]}"));

    assertProblem(answer, 422);
    assertThat(answer.body()).contains("parts[0].part_number").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"display_name\":}", "\u0000"})
  void whatIsNotJsonIsABadRequest(String body) throws Exception {
    assertProblem(post("/api/things", BodyPublishers.ofString(body)), 400);
  }

  @Test
  void nestingWithoutEndIsABadRequest() throws Exception {
    assertProblem(post("/api/json", BodyPublishers.ofString("[".repeat(20_000) + "]".repeat(20_000))), 400);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWhetherItsLengthIsAnnouncedOrNot() throws Exception {
    var body = ("\"" + "x".repeat(5_000_000) + "\"").getBytes();

    assertProblem(post("/api/json", BodyPublishers.ofByteArray(body)), 413);
    assertProblem(post("/api/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))), 413);
    assertProblem(send(request("/api/json").POST(BodyPublishers.ofByteArray(body)).build()), 401);
    assertThat(post("/api/json", BodyPublishers.ofString("\"" + "x".repeat(50_000) + "\"")).body()).isEqualTo("50002");
  }

  @Test
  void linesThatARequestLogsTellItsTenantAndTrace() throws Exception {
    var trace = "0af7651916cd43dd8448eb211c80319c";

    assertThat(send(request("/api/log-fields", ACME).header("traceparent", "00-" + trace + "-b7ad6b7169203331-01").build()).body())
        .contains("\"tenant\":\"acme\"").contains("\"traceId\":\"" + trace + "\"").contains("\"spanId\":\"b7ad6b7169203331\"");
    for (var malformed : new String[] {"00-" + trace, "ff-" + trace + "-b7ad6b7169203331-01", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01"}) {
      assertThat(send(request("/api/log-fields", ACME).header("traceparent", malformed).build()).body()).isEqualTo("{\"tenant\":\"acme\"}");
    }
  }

  @Test
  void pagesHaveASizeAndACursor() throws Exception {
    assertThat(get("/api/pages", ACME).body()).isEqualTo("{\"limit\":50,\"cursor\":null}");
    assertThat(get("/api/pages?limit=200&cursor=abc", ACME).body()).isEqualTo("{\"limit\":200,\"cursor\":\"abc\"}");
    for (var limit : new String[] {"0", "201", "-1", "many", "99999999999"}) {
      assertProblem(get("/api/pages?limit=" + limit, ACME), 422);
    }
  }

  private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return send(request(path, token).build());
  }

  private HttpResponse<String> post(String path, BodyPublisher body) throws IOException, InterruptedException {
    return send(request(path, ACME).header("Content-Type", "application/json").POST(body).build());
  }

  private HttpRequest.Builder request(String path, String token) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status).contains("\"detail\":");
  }
}
