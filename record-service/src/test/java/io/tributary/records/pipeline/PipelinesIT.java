package io.tributary.records.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class PipelinesIT {

  private static final String BY_EMAIL = """
      {"operator": "OR", "conditions": [{"operator": "AND", "fields": [{"field": "work_email", "match_type": "exact"}]}]}""";

  private Api api;

  @BeforeEach
  void aTenant(@Autowired Api service) {
    api = service.asTenant();
  }

  @Test
  void aPipelineIsReadAsItWasMade() {
    var made = api.post("/api/pipelines/", """
        {"name": "Key accounts", "company": true, "fields": [{"name": "domain", "type": "url"}, {"name": "phone", "type": "phone", "region": "GB"}]}""")
        .expect(201);

    assertThat(made.path("company").asBoolean()).isTrue();
    assertThat(made.path("fields")).hasToString(
        "[{\"name\":\"domain\",\"type\":\"url\",\"region\":null},{\"name\":\"phone\",\"type\":\"phone\",\"region\":\"GB\"}]");
    assertThat(made.path("duplicate_rules").isNull()).isTrue();
    assertThat(api.get("/api/pipelines/" + made.path("id").asLong()).expect(200)).isEqualTo(made);
    assertThat(api.get("/api/pipelines").expect(200).path("items").get(0)).isEqualTo(made);
  }

  @Test
  void pagesShowEveryPipelineOnceByName() {
    for (var name : new String[] {"leads", "companies", "people"}) {
      api.people(name);
    }

    var first = api.get("/api/pipelines?limit=2").expect(200);
    var second = api.get("/api/pipelines?limit=2&cursor=" + first.path("cursor").asString()).expect(200);

    assertThat(first.path("items")).extracting(item -> item.path("name").asString()).containsExactly("companies", "leads");
    assertThat(second.path("items")).extracting(item -> item.path("name").asString()).containsExactly("people");
    assertThat(second.path("cursor").isNull()).isTrue();
  }

  @Test
  void aNameIsTakenOnceInATenant() {
    api.people("people");

    assertThat(api.post("/api/pipelines", "{\"name\": \"people\", \"fields\": [{\"name\": \"a\", \"type\": \"text\"}]}").problem(409)).contains("people");
    assertThat(api.asTenant().people("people")).isPositive();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{}|name",
    "{\"name\": \"a\"}|fields: must be 1 to 500",
    "{\"name\": \"a\", \"fields\": [null]}|fields[0]",
    "{\"name\": \"a\", \"fields\": [{\"name\": \"x\", \"type\": \"color\"}]}|fields[0].type: must be one of boolean, date",
    "{\"name\": \"a\", \"fields\": [{\"name\": \"x\", \"type\": \"text\"}, {\"name\": \"x\", \"type\": \"text\"}]}|fields[1].name: stands twice",
    "{\"name\": \"a\", \"fields\": [{\"name\": \"external_id\", \"type\": \"text\"}]}|fields[0].name",
    "{\"name\": \"a\", \"fields\": [{\"name\": \"x\", \"type\": \"phone\", \"region\": \"UK\"}]}|fields[0].region",
    "{\"name\": \"a\\u0000b\", \"fields\": [{\"name\": \"x\", \"type\": \"text\"}]}|name",
    "{\"name\": \"a\", \"fields\": [{\"name\": \"x\", \"type\": \"text\", \"color\": 1}]}|fields[0].color: is not known here",
    "{\"name\": \"a\", \"company\": \"perhaps\"}|company",
  })
  void whatIsWrongIsNamed(String pipeline, String message) {
    assertThat(api.post("/api/pipelines", pipeline).problem(422)).contains(message);
  }

  @Test
  void rulesAreStoredAndRaiseTheVersionOnlyWhenTheySaySomethingElse() {
    var id = api.people("people");
    var before = api.get("/api/pipelines/" + id).body().path("rules_version").asLong();

    var changed = api.put("/api/pipelines/%d/duplicate-rules".formatted(id), BY_EMAIL).expect(200);
    var again = api.post("/api/pipelines/%d/duplicate-rules/".formatted(id), BY_EMAIL).expect(200);

    assertThat(changed.path("duplicate_rules").path("conditions")).hasSize(1);
    assertThat(changed.path("rules_version").asLong()).isGreaterThan(before);
    assertThat(again.path("rules_version")).isEqualTo(changed.path("rules_version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "{", "{\"operator\": \"OR\" \"conditions\": []}", "{\"conditions\": [,]}", "{'conditions': []}", "{conditions: []}", "\u0000"})
  void rulesThatAreNotJsonAreRefusedAndThoseThatStandStay(String rules) {
    var id = api.people("people");
    var before = api.get("/api/pipelines/" + id).expect(200);

    api.put("/api/pipelines/%d/duplicate-rules".formatted(id), rules).problem(400);

    assertThat(api.get("/api/pipelines/" + id).expect(200)).isEqualTo(before);
  }

  @Test
  void rulesThatDoNotFitAreRefused() {
    var id = api.people("people");

    assertThat(api.put("/api/pipelines/%d/duplicate-rules".formatted(id), BY_EMAIL.replace("exact", "soundex")).problem(422))
        .contains("conditions[0].fields[0].match_type").contains("soundex");
    api.put("/api/pipelines/%d/duplicate-rules".formatted(id), "null").problem(422);
    api.put("/api/pipelines/%d/duplicate-rules".formatted(id), "{").problem(400);
  }

  @Test
  void fieldsThatTriggerRaiseTheVersionOnlyWhenTheyAreOthers() {
    var id = api.people("people");
    var path = "/api/pipelines/%d/sync-triggers".formatted(id);
    var before = api.get("/api/pipelines/" + id).expect(200);

    var changed = api.put(path, "{\"fields\": [\"work_email\"]}").expect(200);
    var again = api.put(path, "{\"fields\": [\"work_email\"]}").expect(200);
    var none = api.put(path, "{\"fields\": []}").expect(200);

    assertThat(before.path("sync_triggers")).isEmpty();
    assertThat(changed.path("sync_triggers")).extracting(JsonNode::asString).containsExactly("work_email");
    assertThat(changed.path("rules_version").asLong()).isGreaterThan(before.path("rules_version").asLong());
    assertThat(again).isEqualTo(changed);
    assertThat(none.path("sync_triggers")).isEmpty();
    assertThat(none.path("rules_version").asLong()).isGreaterThan(changed.path("rules_version").asLong());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{}|fields: must be a list",
    "{\"fields\": [\"nickname\"]}|fields[0]: 'nickname' is no field of the pipeline people",
    "{\"fields\": [null]}|fields[0]",
    "{\"fields\": [\"work_email\", \"first_name\"]}|fields[1]: the field first_name of type text holds no address",
    "{\"fields\": [\"work_email\", \"work_email\"]}|fields[1]: stands twice",
    "{\"fields\": [\"work_email\"], \"links\": true}|links: is not known here",
  })
  void triggersThatCannotTriggerAreRefusedWithTheirPath(String triggers, String message) {
    var id = api.people("people");

    assertThat(api.put("/api/pipelines/%d/sync-triggers".formatted(id), triggers).problem(422)).contains(message);

    assertThat(api.get("/api/pipelines/" + id).expect(200).path("sync_triggers")).isEmpty();
  }

  @Test
  void fieldsAreAddedBehindThoseThereAreAndOnce() {
    var id = api.people("people");
    var path = "/api/pipelines/%d/fields".formatted(id);
    var before = api.get("/api/pipelines/" + id).expect(200);
    var record = "{\"pipeline\": \"people\", \"data\": {\"fax\": \"020 7946 0000\"}}";
    api.post("/api/records", record).problem(422);

    var added = api.post(path, "{\"fields\": [{\"name\": \"fax\", \"type\": \"phone\", \"region\": \"GB\"}]}").expect(200);
    var again = api.post(path, "{\"fields\": [{\"name\": \"fax\", \"type\": \"phone\", \"region\": \"GB\"}]}").expect(200);

    assertThat(added.path("fields").size()).isEqualTo(before.path("fields").size() + 1);
    assertThat(added.path("fields").get(before.path("fields").size()))
        .hasToString("{\"name\":\"fax\",\"type\":\"phone\",\"region\":\"GB\"}");
    assertThat(added.path("rules_version").asLong()).isGreaterThan(before.path("rules_version").asLong());
    assertThat(again).isEqualTo(added);
    api.post("/api/records", record).expect(201);
  }

  @Test
  void aFieldThatIsThereOtherwiseIsNotChanged() {
    var id = api.people("people");
    var before = api.get("/api/pipelines/" + id).expect(200);

    var problem = api.post("/api/pipelines/%d/fields".formatted(id), """
        {"fields": [{"name": "fax", "type": "phone"}, {"name": "work_email", "type": "text"}]}""").problem(409);

    assertThat(problem).contains("has a field work_email of type email already");
    assertThat(api.get("/api/pipelines/" + id).expect(200)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{}|fields: must be 1 to 500",
    "{\"fields\": [{\"name\": \"fax\", \"type\": \"telex\"}]}|fields[0].type",
    "{\"fields\": [{\"name\": \"a\", \"type\": \"text\"}, {\"name\": \"a\", \"type\": \"text\"}]}|fields[1].name: stands twice",
  })
  void addedFieldsThatAreNoneAreRefusedWithTheirPath(String fields, String message) {
    var id = api.people("people");

    assertThat(api.post("/api/pipelines/%d/fields".formatted(id), fields).problem(422)).contains(message);
  }

  @Test
  void anotherTenantsPipelineIsNotThere() {
    var id = api.people("people");
    var stranger = api.asTenant();

    stranger.get("/api/pipelines/" + id).problem(404);
    stranger.put("/api/pipelines/%d/duplicate-rules".formatted(id), BY_EMAIL).problem(404);
    stranger.put("/api/pipelines/%d/sync-triggers".formatted(id), "{\"fields\": []}").problem(404);
    stranger.post("/api/pipelines/%d/fields".formatted(id), "{\"fields\": [{\"name\": \"fax\", \"type\": \"phone\"}]}").problem(404);
    assertThat(stranger.get("/api/pipelines").expect(200).path("items")).isEmpty();
  }
}
