package io.tributary.records.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.service.testing.TestTokens;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class RecordsIT {

  private Api api;

  @BeforeEach
  void aPipelineOfPeople(@Autowired Api service) {
    api = service.asTenant();
    api.people("people");
  }

  @Test
  void aRecordIsMadeChangedAndDeleted() {
    var made = api.post("/api/records/", """
        {"pipeline": "people", "source": "crm", "external_id": "e-1", "data": {"first_name": "Ed", "work_email": "ed@tanous.net", "age": null}}""").expect(201);
    var path = "/api/records/" + made.path("id").asLong();

    assertThat(made.path("data")).hasToString("{\"first_name\":\"Ed\",\"work_email\":\"ed@tanous.net\"}");
    assertThat(made.path("external_id").asString()).isEqualTo("e-1");
    assertThat(made.path("version").asLong()).isEqualTo(1);
    assertThat(api.get(path + "/").expect(200)).isEqualTo(made);

    var changed = api.patch(path + "/", "{\"data\": {\"first_name\": null, \"age\": 41, \"other_email\": [\"a@b.org\"]}}").expect(200);

    assertThat(changed.path("data")).hasToString("{\"age\":41,\"work_email\":\"ed@tanous.net\",\"other_email\":[\"a@b.org\"]}");
    assertThat(changed.path("version").asLong()).isEqualTo(2);

    api.delete(path + "/").expect(204);

    api.get(path).problem(404);
    api.patch(path, "{\"data\": {}}").problem(404);
    api.delete(path).problem(404);
  }

  @Test
  void aChangeThatSaysNothingNewIsNone() {
    var id = api.record("people", "{\"first_name\": \"Ed\"}");

    assertThat(api.patch("/api/records/" + id, "{\"data\": {\"first_name\": \"Ed\"}}").expect(200).path("version").asLong()).isEqualTo(1);
  }

  @Test
  void anExternalIdIsTakenOnceAtItsSource() {
    var record = "{\"pipeline\": \"people\", \"source\": \"crm\", \"external_id\": \"1\", \"data\": {}}";
    api.post("/api/records", record).expect(201);

    assertThat(api.post("/api/records", record).problem(409)).contains("1").contains("crm");
    api.post("/api/records", record.replace("crm", "erp")).expect(201);
    api.asTenant().post("/api/records", record).problem(422);
  }

  @Test
  void aDeletedRecordThatIsMadeAgainIsTheSameRecord() {
    var record = "{\"pipeline\": \"people\", \"source\": \"crm\", \"external_id\": \"1\", \"data\": {\"first_name\": \"Ed\"}}";
    var made = api.post("/api/records", record).expect(201);
    api.delete("/api/records/" + made.path("id").asLong()).expect(204);

    var again = api.post("/api/records", record.replace("first_name\": \"Ed", "other_email\": \"ed@tanous.net")).expect(201);

    assertThat(again.path("id")).isEqualTo(made.path("id"));
    assertThat(again.path("version").asLong()).isEqualTo(3);
    assertThat(again.path("data")).hasToString("{\"other_email\":\"ed@tanous.net\"}");
    api.post("/api/records", record).problem(409);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{\"data\": {}}|pipeline",
    "{\"pipeline\": \"people\"}|data: must be an object",
    "{\"pipeline\": \"nobody\", \"data\": {}}|there is no pipeline nobody",
    "{\"pipeline\": \"people\", \"data\": {\"nickname\": \"x\"}}|has no field nickname",
    "{\"pipeline\": \"people\", \"data\": {\"age\": \"41\"}}|data.age",
    "{\"pipeline\": \"people\", \"data\": {\"age\": 1e400}}|data.age",
    "{\"pipeline\": \"people\", \"data\": {\"first_name\": \"a\\u0000\"}}|NUL",
    "{\"pipeline\": \"people\", \"data\": {}, \"externalId\": \"1\"}|externalId: is not known here",
    "{\"pipeline\": \"people\", \"data\": {}, \"external_id\": \" \"}|external_id",
    "{\"pipeline\": \"people\", \"data\": {}, \"source\": \"a\\u0000\"}|source",
    "{\"pipeline\": \"a\\u0000\", \"data\": {}}|store",
  })
  void whatIsWrongIsNamed(String record, String message) {
    assertThat(api.post("/api/records", record).problem(422)).contains(message);
  }

  @Test
  void halfACharacterDoesNotPassForText() {
    var half = "{\"pipeline\": \"people\", \"external_id\": \"1%s\", \"source\": \"crm%s\", \"data\": {\"first_name\": \"a%s\"}}";

    assertThat(api.post("/api/records", half.formatted("", "", "\\ud800")).problem(422)).contains("data.first_name");
    assertThat(api.post("/api/records", half.formatted("\\udc00", "", "")).problem(422)).contains("external_id");
    assertThat(api.post("/api/records", half.formatted("", "\\ud800", "")).problem(422)).contains("source");
    assertThat(api.post("/api/records", half.formatted("", "", "\\ud83d\\ude00")).expect(201).path("data").path("first_name").asString()).isEqualTo("a\ud83d\ude00");
  }

  @Test
  void whatIsNoJsonIsToldWhereAndWhatIsNotSentAsJsonIsNotRead() {
    var record = "{\"pipeline\": \"people\",\n \"data\": {\"first_name\" \"Ed\"}}";

    assertThat(api.post("/api/records", record).problem(400)).contains("line 2, column");
    api.post("/api/records", "text/plain", "{}".getBytes(UTF_8)).problem(415);
    api.post("/api/records", "application/xml", "<record/>".getBytes(UTF_8)).problem(415);
    api.post("/api/records", "application/json", "{\"pipeline\": \"Zo\u00eb\"}".getBytes(ISO_8859_1)).problem(400);
    api.post("/api/records", "application/json", new byte[] {'{', 0, '}'}).problem(400);
    api.post("/api/records", "application/json", new byte[0]).problem(400);
  }

  @Test
  void aCursorThatNoListGaveIsRefusedByEveryList() {
    for (var list : new String[] {"/api/records", "/api/pipelines"}) {
      for (var cursor : new String[] {"x", "%00", "AA", "AB8C", "%F0%9F%98%80", "x".repeat(5_000)}) {
        assertThat(api.get(list + "?cursor=" + cursor).problem(422)).contains("cursor");
      }
    }
    for (var id : new String[] {"-1", "0", "9223372036854775807"}) {
      api.get("/api/records/" + id).problem(404);
    }
    for (var id : new String[] {"9223372036854775808", "1e3", "1.0", "%20", "%D9%A1x"}) {
      api.get("/api/records/" + id).problem(400);
    }
  }

  @Test
  void aRecordThatIsTooLargeIsRefusedAtOnceOrWhenItGrows() {
    var half = "{\"data\": {\"%s\": \"" + "x".repeat(600_000) + "\"}}";
    var id = api.record("people", "{}");

    api.patch("/api/records/" + id, half.formatted("first_name")).expect(200);
    api.patch("/api/records/" + id, half.formatted("linkedin")).problem(413);
    api.patch("/api/records/" + id, half.formatted("first_name").replace("x", "yy")).problem(413);
    api.post("/api/records", "{\"pipeline\": \"people\", \"data\": {\"first_name\": \"" + "x".repeat(5_000_000) + "\"}}").problem(413);
    assertThat(api.get("/api/records/" + id).body().path("version").asLong()).isEqualTo(2);
  }

  @Test
  void deepNestingIsRefused() {
    var deep = "{\"pipeline\": \"people\", \"data\": {\"first_name\": %s1%s}}";

    api.post("/api/records", deep.formatted("[".repeat(100), "]".repeat(100))).problem(422);
    api.post("/api/records", deep.formatted("[".repeat(100_000), "]".repeat(100_000))).problem(400);
  }

  @Test
  void pagesShowEveryRecordOnceTheNewestFirst() {
    var ids = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(api.record("people", "{}"));
    }
    api.people("others");
    api.record("others", "{}");

    var seen = new ArrayList<Long>();
    String cursor = "";
    do {
      var page = api.get("/api/records/?pipeline=people&limit=2" + cursor).expect(200);
      page.path("items").forEach(item -> seen.add(item.path("id").asLong()));
      cursor = page.path("cursor").isNull() ? null : "&cursor=" + page.path("cursor").asString();
    } while (cursor != null);

    assertThat(seen).isEqualTo(ids);
    assertThat(api.get("/api/records").expect(200).path("items")).hasSize(6);
    assertThat(api.get("/api/records?pipeline=nobody").expect(200).path("items")).isEmpty();
    api.get("/api/records?pipeline=%00").problem(422);
    for (var bad : new String[] {"limit=0", "limit=201", "limit=x", "cursor=x", "cursor="}) {
      api.get("/api/records?" + bad).problem(422);
    }
  }

  @Test
  void anotherTenantsRecordIsNotThere() {
    var path = "/api/records/" + api.record("people", "{\"first_name\": \"Ed\"}");
    var stranger = api.asTenant();
    stranger.people("people");

    stranger.get(path).problem(404);
    stranger.patch(path, "{\"data\": {\"first_name\": \"Eve\"}}").problem(404);
    stranger.delete(path).problem(404);
    stranger.get(path + "/profile").problem(404);
    stranger.get(path + "/sync_status").problem(404);
    stranger.post(path + "/sync", "{}").problem(404);
    assertThat(stranger.get("/api/records").expect(200).path("items")).isEmpty();
    assertThat(api.get(path).expect(200).path("data").path("first_name").asString()).isEqualTo("Ed");
  }

  @Test
  void whoMayNotCallIsTold() {
    api.withToken("nonsense").get("/api/records").problem(401);
    api.withToken(TestTokens.expired("acme")).get("/api/records").problem(401);
    api.withToken(TestTokens.signed(TestTokens.claims("acme").claim("tenant", null).build())).get("/api/records").problem(403);
    api.get("/internal/reconciliations").problem(403);
    api.get("/api/records/one").problem(400);
  }
}
