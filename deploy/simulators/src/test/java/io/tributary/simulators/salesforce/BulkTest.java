package io.tributary.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.salesforce.org.OrgSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BulkTest {

  private static final String JOBS = Client.DATA + "/jobs/query";

  private static SalesforceSimulator salesforce;
  private static Client client;

  @BeforeAll
  static void start() {
    salesforce = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(2_500, 900).withLost(20, 10, 5)));
    client = Client.of(salesforce);
  }

  @AfterAll
  static void stop() {
    salesforce.close();
  }

  @Test
  void aJobGoesThroughItsStates() {
    var made = Client.json(client.send("POST", JOBS, "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Contact\"}"));
    var path = JOBS + "/" + made.path("id").asString();
    var early = client.send("GET", path + "/results", "");
    var progress = client.get(path);
    var complete = client.get(path);

    assertThat(made.path("state").asString()).isEqualTo("UploadComplete");
    assertThat(made.path("apiVersion").isNumber()).isTrue();
    assertThat(early.statusCode()).isEqualTo(400);
    assertThat(progress.path("state").asString()).isEqualTo("InProgress");
    assertThat(complete.path("state").asString()).isEqualTo("JobComplete");
    assertThat(complete.path("numberRecordsProcessed").asInt()).isEqualTo(2_500 - 35);
    assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(client.send("GET", path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void everyValueInCsvIsTheValueInJson() {
    var fields = client.get(Client.DATA + "/sobjects/Contact/describe").path("fields").valueStream()
        .filter(field -> !field.path("type").asString().equals("address")).map(field -> field.path("name").asString()).toList();
    var rows = client.bulk("query", "SELECT " + String.join(", ", fields) + " FROM Contact");
    var ids = rows.stream().map(row -> row.get("Id")).toList();

    assertThat(fields).hasSizeGreaterThan(95);
    assertThat(rows).hasSize(2_465);
    assertThat(ids).doesNotHaveDuplicates();
    var asJson = collected(ids.subList(0, 2_000), fields);
    for (var row : rows.subList(0, 2_000)) {
      var record = asJson.get(row.get("Id"));
      assertThat(fields).allSatisfy(field -> assertThat(row.get(field)).as(field).isEqualTo(record.get(field)));
    }
  }

  private static Map<String, Map<String, String>> collected(List<String> ids, List<String> fields) {
    var body = JsonMapper.shared().writeValueAsString(Map.of("ids", ids, "fields", fields));
    var records = new HashMap<String, Map<String, String>>();
    Client.json(client.send("POST", Client.DATA + "/composite/sobjects/Contact", body)).forEach(record -> {
      var texts = Client.texts(record);
      texts.replaceAll((field, text) -> text.matches("\\d{4}-\\d\\d-\\d\\dT.*\\+0000") ? text.replace("+0000", "Z") : text);
      records.put(texts.get("Id"), texts);
    });
    return records;
  }

  @Test
  void textsAreAsAwkwardAsRealOnes() {
    var texts = client.bulk("query", "SELECT Id, Description FROM Contact").stream().map(row -> row.get("Description")).collect(Collectors.toSet());

    assertThat(texts).contains("null", "NA", "N/A", "", " blanks around ")
        .anyMatch(text -> text.contains("\0")).anyMatch(text -> text.contains("🩺"))
        .anyMatch(text -> text.contains("\r\n") && text.contains("\"quoted\", "));
  }

  @Test
  void pagesCanBeReadAllAtOnceAndAgain() {
    var job = client.job("query", "SELECT Id FROM Contact");
    client.ended(job);
    var inTurn = client.rows(job, "maxRecords=100");
    var pages = new ArrayList<String>();
    var path = JOBS + "/" + job + "/resultPages?maxRecords=100";
    JsonNode listed;
    do {
      listed = client.get(path);
      assertThat(listed.path("resultPages").size()).isLessThanOrEqualTo(5);
      listed.path("resultPages").forEach(page -> pages.add(page.path("resultUrl").asString()));
      path = listed.path("nextRecordsUrl").asString("");
    } while (!listed.path("done").asBoolean());

    assertThat(pages).hasSize(25).doesNotHaveDuplicates();
    assertThat(pages.stream().flatMap(page -> Client.csv(client.send("GET", page, "").body()).stream()).toList()).isEqualTo(inTurn);
    assertThat(client.rows(job, "maxRecords=700")).isEqualTo(inTurn).hasSize(2_465);
  }

  @Test
  void resultsAreForTheVersionOfTheJob() {
    var job = client.job("query", "SELECT Id FROM Contact LIMIT 1");
    client.ended(job);

    assertThat(client.send("GET", "/services/data/v66.0/jobs/query/" + job + "/results", "").statusCode()).isEqualTo(409);
    assertThat(client.send("GET", JOBS + "/" + job + "/results?locator=nonsense", "").statusCode()).isEqualTo(400);
  }

  @Test
  void theRecycleBinIsReadOnRequest() {
    var all = client.bulk("queryAll", "SELECT Id, IsDeleted, MasterRecordId FROM Contact");
    var merged = all.stream().filter(row -> !row.get("MasterRecordId").isEmpty()).toList();
    var live = client.bulk("query", "SELECT Id FROM Contact").stream().map(row -> row.get("Id")).toList();

    assertThat(all).hasSize(2_495).filteredOn(row -> row.get("IsDeleted").equals("true")).hasSize(30);
    assertThat(merged).hasSize(10).allSatisfy(row -> assertThat(live).contains(row.get("MasterRecordId")).doesNotContain(row.get("Id")));
  }

  @Test
  void lostContactsAreAmongTheTargets() {
    var targets = client.ids("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact'", "RelationId").stream().distinct().toList();
    var in = " FROM Contact WHERE Id IN (" + targets.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",")) + ")";

    assertThat(targets).hasSize(900);
    assertThat(client.bulk("query", "SELECT Id" + in)).hasSize(865);
    assertThat(client.bulk("queryAll", "SELECT Id" + in)).hasSize(895);
  }

  @Test
  void aJobCanBeAborted() {
    var path = JOBS + "/" + client.job("query", "SELECT Id FROM Contact");

    assertThat(client.send("DELETE", path, "").statusCode()).as("it has not ended").isEqualTo(400);
    assertThat(Client.json(client.send("PATCH", path, "{\"state\":\"Aborted\"}")).path("state").asString()).isEqualTo("Aborted");
    assertThat(client.get(path).path("state").asString()).isEqualTo("Aborted");
    assertThat(client.send("GET", path + "/results", "").statusCode()).isEqualTo(400);
  }

  @Test
  void jobsFailOnDemandWithOrWithoutAReason() {
    salesforce.failNextJobs(1, "retried more than 15 times");
    salesforce.failNextJobs(1, null);
    var withReason = client.ended(client.job("query", "SELECT Id FROM Contact"));
    var without = client.ended(client.job("query", "SELECT Id FROM Contact"));
    var after = client.ended(client.job("query", "SELECT Id FROM Contact"));

    assertThat(withReason.path("errorMessage").asString()).isEqualTo("retried more than 15 times");
    assertThat(without.path("state").asString()).isEqualTo("Failed");
    assertThat(without.has("errorMessage")).isFalse();
    assertThat(after.path("state").asString()).isEqualTo("JobComplete");
  }

  @Test
  void noRowsAreAHeaderOrNothing() {
    var job = client.job("query", "SELECT Id, Name FROM Contact WHERE Id = '003000000000000'");
    client.ended(job);
    var header = client.send("GET", JOBS + "/" + job + "/results", "");
    salesforce.behave(before -> before.withEmptyBodyForNoRows(true));
    var nothing = client.send("GET", JOBS + "/" + job + "/results", "");
    salesforce.behave(before -> before.withEmptyBodyForNoRows(false));

    assertThat(header.body()).asString().isEqualTo("\"Id\",\"Name\"\n");
    assertThat(nothing.body()).isEmpty();
    assertThat(nothing.headers().firstValue("Sforce-Locator")).contains("null");
  }

  @Test
  void answersArePackedForThoseWhoUnpack() throws IOException {
    var job = client.job("query", "SELECT Id, Name FROM Contact");
    client.ended(job);
    var plain = client.send("GET", JOBS + "/" + job + "/results", "");
    var packed = client.send("GET", JOBS + "/" + job + "/results", "", "Accept-Encoding", "gzip");

    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()).isEqualTo(plain.body());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "SELECT RelationId FROM TaskWhoRelation                 | INVALIDENTITY",
      "SELECT LastName, COUNT(Id) FROM Contact GROUP BY LastName | API_ERROR",
      "SELECT COUNT() FROM Contact                            | API_ERROR",
      "SELECT Id FROM Contact LIMIT 10 OFFSET 10              | API_ERROR",
      "SELECT Id, MailingAddress FROM Contact                 | API_ERROR",
      "SELECT Id, Nonsense FROM Contact                       | INVALID_FIELD",
  })
  void whatTheBulkApiDoesNotDoIsRefused(String soql, String code) {
    var response = client.send("POST", JOBS, JsonMapper.shared().writeValueAsString(Map.of("operation", "query", "query", soql)));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.code(response)).isEqualTo(code);
  }
}
