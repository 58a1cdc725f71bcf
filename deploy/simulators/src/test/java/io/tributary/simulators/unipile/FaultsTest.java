package io.tributary.simulators.unipile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.simulators.SampleMail;
import io.tributary.simulators.server.LoggedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Every fault, asked for and met over HTTP. */
class FaultsTest {

  private UnipileSimulator simulator;
  private Caller caller;
  private String account;

  @BeforeEach
  void start() throws IOException {
    simulator = UnipileSimulator.start(UnipileOptions.over(SampleMail.folder()));
    caller = Caller.of(simulator);
    account = simulator.accountOf("garym@canada.com");
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      429, too_many_requests
      500, provider_error
      504, request_timeout
      401, disconnected_account
      """)
  void aRefusalHasTheApisForm(int status, String error) {
    ask("{'kind':'refuse','status':%d,'error':'%s'}".formatted(status, error));

    var refusal = caller.refusal("/emails", "account_id", account);

    assertThat(refusal.path("status").asInt()).isEqualTo(status);
    assertThat(refusal.path("type").asString()).isEqualTo("errors/" + error);
  }

  @Test
  void retryAfterIsSentWhereItIsAskedFor() {
    ask("{'kind':'refuse','status':429,'error':'too_many_requests','retry_after':7,'times':1}");
    ask("{'kind':'refuse','status':429,'error':'too_many_requests','times':1}");

    assertThat(emails().headers().firstValue("Retry-After")).contains("7");
    assertThat(emails().headers().firstValue("Retry-After")).isEmpty();
    assertThat(emails().statusCode()).isEqualTo(200);
  }

  @Test
  void aFaultStrikesOnlyTheCallsItIsAskedFor() {
    var other = simulator.accountOf("matthias@egwn.net");
    ask("{'kind':'refuse','status':500,'account':'%s','method':'get','path':'/api/v1/emails'}".formatted(account));

    assertThat(emails().statusCode()).isEqualTo(500);
    assertThat(caller.get("/emails", "account_id", other).path("items")).isNotEmpty();
    assertThat(caller.get("/accounts/" + account).path("id").asString()).isEqualTo(account);
  }

  @Test
  void aFollowingPageBelongsToTheAccountOfItsCursor() {
    var cursor = caller.get("/emails", "account_id", account, "limit", "1").path("cursor").asString();
    ask("{'kind':'refuse','status':500,'account':'%s'}".formatted(account));

    assertThat(caller.refusal("/emails", "cursor", cursor).path("status").asInt()).isEqualTo(500);
  }

  @Test
  void aShareOfTheCallsIsTheSameForTheSameSeed() {
    var first = struck(42);
    var again = struck(42);
    var other = struck(43);

    assertThat(again).isEqualTo(first).isNotEqualTo(other);
    assertThat(first).hasSizeBetween(20, 60);
  }

  @Test
  void aClearedFaultIsOver() {
    var id = ask("{'kind':'refuse','status':503}");
    assertThat(emails().statusCode()).isEqualTo(503);
    assertThat(control("GET", "/_control/faults", "")).contains("\"kind\":\"refuse\"").contains("\"hits\":1");

    assertThat(control("DELETE", "/_control/faults/" + id, "")).isEqualTo("{}");

    assertThat(emails().statusCode()).isEqualTo(200);
  }

  @Test
  void aCallHangsUntilTheFaultIsCleared() throws Exception {
    ask("{'kind':'hang'}");
    var hanging = HttpClient.newHttpClient().sendAsync(request("/emails", "account_id", account), BodyHandlers.ofByteArray());
    assertThatThrownBy(() -> hanging.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

    control("DELETE", "/_control/faults", "");

    assertThat(hanging.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyComesSlowlyAndWholeOnceTheFaultIsCleared() throws Exception {
    var whole = emails().body();
    ask("{'kind':'slow_body','bytes_per_second':1}");
    var slow = HttpClient.newHttpClient().send(request("/emails", "account_id", account), BodyHandlers.ofInputStream());
    try (var body = slow.body()) {
      assertThat(body.read()).isEqualTo('{');
      assertThat(body.available()).isLessThan(3);

      control("DELETE", "/_control/faults", "");

      assertThat(body.readAllBytes()).hasSize(whole.length - 1);
    }
  }

  @Test
  void aTruncatedAnswerEndsBeforeItsPromisedLength() {
    ask("{'kind':'truncated_json'}");

    assertThatThrownBy(this::emails).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void malformedJsonClaimsToBeJson() {
    ask("{'kind':'malformed_json'}");

    var answer = emails();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThatThrownBy(() -> Caller.json(answer)).isInstanceOf(JacksonException.class);
  }

  @Test
  void aPageForPeopleComesWith200() {
    ask("{'kind':'html'}");

    assertThat(emails().statusCode()).isEqualTo(200);
    assertThat(new String(emails().body(), StandardCharsets.UTF_8)).startsWith("<!doctype html>");
  }

  @Test
  void aPageForPeopleComesWithTheStatusThatIsAskedFor() {
    ask("{'kind':'html','status':502}");

    assertThat(emails().statusCode()).isEqualTo(502);
  }

  @Test
  void aFieldIsNullWhereverItIs() {
    ask("{'kind':'nulls','field':'date'}");

    assertThat(caller.get("/emails", "account_id", account).path("items")).isNotEmpty().allMatch(mail -> mail.path("date").isNull());
  }

  @Test
  void aTextIsTwoMegabytesLong() {
    ask("{'kind':'long_text','field':'subject'}");

    var mails = caller.get("/emails", "account_id", account).path("items");

    assertThat(mails.get(0).path("subject").asString()).hasSize(2 << 20);
    assertThat(mails.get(1).path("subject").asString()).hasSizeLessThan(1000);
  }

  @Test
  void whatIsAskedForLaterLetsTheFirstCallsPass() {
    ask("{'kind':'refuse','status':401,'error':'expired_credentials','after':2}");

    assertThat(List.of(emails().statusCode(), emails().statusCode(), emails().statusCode(), emails().statusCode()))
        .containsExactly(200, 200, 401, 401);
  }

  @Test
  void aFollowingPageRepeatsItsCursor() {
    ask("{'kind':'repeated_cursor'}");

    var first = caller.get("/emails", "account_id", account, "limit", "10").path("cursor").asString();
    var second = caller.get("/emails", "cursor", first).path("cursor").asString();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void theLogSaysWhichFaultStruckWhichAccount() {
    ask("{'kind':'refuse','status':429,'times':1}");
    emails();
    emails();

    assertThat(simulator.log()).extracting(LoggedCall::account).containsOnly(account);
    assertThat(simulator.log()).extracting(LoggedCall::fault).containsExactly("refuse", null);
    assertThat(simulator.log()).extracting(LoggedCall::status).containsExactly(429, 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "{}", "{'kind':'sulk'}", "{'kind':'refuse'}", "{'kind':'refuse','status':200}", "{'kind':'hang','times':0}", "{'kind':'hang','after':0}", "{'kind':'nulls'}",
    "{'kind':'hang','share':1.5}", "{'kind':'hang','colour':'red'}"
  })
  void whatIsNoFaultIsRefusedWithTheReason(String json) {
    var answer = caller.send("POST", "/_control/faults", json.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isNotBlank();
  }

  @Test
  void aMessageThatArrivesLateIsFoundAtItsOldDate() {
    var before = caller.get("/emails", "account_id", account, "any_email", "late@example.org").path("items");
    assertThat(before).isEmpty();

    control("POST", "/_control/accounts/" + account + "/mails", """
        From: late@example.org\r
        To: garym@canada.com\r
        Date: Mon, 01 Jan 2001 10:00:00 +0000\r
        Message-ID: <late@example.org>\r
        \r
        Hello.\r
        """);

    var found = caller.get("/emails", "account_id", account, "any_email", "late@example.org").path("items");
    assertThat(found).hasSize(1);
    assertThat(found.at("/0/date").asString()).isEqualTo("2001-01-01T10:00:00.000Z");
    assertThat(caller.get("/emails", "account_id", account, "any_email", "late@example.org", "after", "2001-01-02T00:00:00.000Z")
        .path("items")).isEmpty();
  }

  private List<Integer> struck(int seed) {
    var id = ask("{'kind':'refuse','status':500,'share':0.4,'seed':%d}".formatted(seed));
    var struck = new ArrayList<Integer>();
    IntStream.range(0, 100).filter(_ -> caller.send("GET", Caller.path("/webhooks"), "").statusCode() == 500).forEach(struck::add);
    control("DELETE", "/_control/faults/" + id, "");
    return struck;
  }

  private HttpResponse<byte[]> emails() {
    return caller.send("GET", Caller.path("/emails", "account_id", account), "");
  }

  private HttpRequest request(String path, String... query) {
    return HttpRequest.newBuilder(URI.create(simulator.uri() + Caller.path(path, query))).header("X-API-KEY", UnipileOptions.DEFAULT_KEY).build();
  }

  private String ask(String fault) {
    return JsonMapper.shared().readTree(control("POST", "/_control/faults", fault.replace('\'', '"'))).path("id").asString();
  }

  private String control(String method, String path, String body) {
    var answer = new Caller(simulator.uri(), "no key needed").send(method, path, body);
    assertThat(answer.statusCode()).isLessThan(300);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
