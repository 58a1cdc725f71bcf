package io.tributary.records.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class ImportIT {

  private Api api;

  @BeforeEach
  void aPipelineOfPeople(@Autowired Api service) {
    api = service.asTenant();
    api.people("people");
  }

  @Test
  void theLinesOfAFileBecomeRecordsAMomentLater() {
    var result = csv("external_id,first_name,work_email,age\n1,Ed,ed@tanous.net,41\n2,Ada,,old\n3,Zoë,zoe@example.org,\n").expect(202);

    assertThat(result).hasToString(
        "{\"accepted\":2,\"rejected_count\":1,\"rejected\":[{\"line\":3,\"reason\":\"data.age: must be a number of at most 308 digits\"}]}");
    await().untilAsserted(() -> assertThat(records()).hasSize(2));
    assertThat(records()).extracting((JsonNode record) -> record.path("data").toString()).containsExactlyInAnyOrder(
        "{\"age\":41,\"first_name\":\"Ed\",\"work_email\":\"ed@tanous.net\"}", "{\"first_name\":\"Zoë\",\"work_email\":\"zoe@example.org\"}");
    assertThat(records()).allSatisfy(record -> assertThat(record.path("source").asString()).isEqualTo("csv"));
  }

  @Test
  void aSecondImportChangesTheSameRecords() {
    csv("external_id,first_name,age\n1,Ed,41\n").expect(202);
    await().untilAsserted(() -> assertThat(records()).hasSize(1));

    csv("external_id,first_name\n1,Edward\n1,Eduard\n").expect(202);

    await().untilAsserted(() -> assertThat(records().get(0).path("data")).hasToString("{\"age\":41,\"first_name\":\"Eduard\"}"));
    assertThat(records()).hasSize(1);
  }

  @Test
  void jsonLinesMayRemoveFields() {
    ndjson("{\"external_id\": \"1\", \"first_name\": \"Ed\", \"age\": 41}\n").expect(202);
    ndjson("{\"external_id\": \"1\", \"age\": null}\n{\"external_id\": 2}\nnonsense\n").expect(202);

    await().untilAsserted(() -> assertThat(records()).extracting((JsonNode record) -> record.path("data").toString())
        .containsExactlyInAnyOrder("{\"first_name\":\"Ed\"}", "{}"));
  }

  @Test
  void aFileLargerThanARequestMayOtherwiseBeIsRead() {
    var rows = IntStream.range(0, 3_000).mapToObj(i -> "%d,%s".formatted(i, "x".repeat(1_000))).collect(Collectors.joining("\n"));

    assertThat(csv("external_id,first_name\n" + rows).expect(202).path("accepted").asLong()).isEqualTo(3_000);
    await().atMost(java.time.Duration.ofSeconds(30)).untilAsserted(() ->
        assertThat(api.get("/api/records?limit=1").body().path("items").get(0)).isNotNull());
  }

  @Test
  void anOpenQuoteDoesNotSwallowWhatCameBeforeIt() {
    var result = csv("external_id,first_name\n1,Ed\n2,\"Ada\n" + "3,Bob\n".repeat(500_000)).expect(202);

    assertThat(result.path("accepted").asLong()).isEqualTo(1);
    assertThat(result.path("rejected").get(0).path("reason").asString()).contains("a quote may be open");
  }

  @Test
  void anAnswerIsShortHoweverLongTheLinesThatAreRefused() {
    var lines = IntStream.range(0, 40).mapToObj(i -> "{\"external_id\": \"%d\", \"%s\": 1}".formatted(i, "x".repeat(500_000)));

    var result = ndjson(lines.collect(Collectors.joining("\n")) + "\n{\"external_id\": \"good\"}\n").expect(202);

    assertThat(result.path("accepted").asLong()).isEqualTo(1);
    assertThat(result.path("rejected")).hasSize(40);
    assertThat(result.toString()).hasSizeLessThan(20_000);
  }

  @Test
  void aFileThatDoesNotFitIsRefused() {
    assertThat(csv("first_name\nEd\n").problem(422)).contains("external_id");
    assertThat(csv("external_id,nickname\n1,Ed\n").problem(422)).contains("nickname");
    assertThat(csv("").problem(422)).contains("empty");
    assertThat(api.post("/api/records/import?pipeline=nobody", "text/csv", "external_id\n1".getBytes(UTF_8)).problem(422)).contains("nobody");
    api.post("/api/records/import?pipeline=people&source=a%7Cb", "text/csv", "external_id\n1".getBytes(UTF_8)).problem(422);
    api.post("/api/records/import", "text/csv", "external_id\n1".getBytes(UTF_8)).problem(400);
    api.post("/api/records/import?pipeline=people", "application/xml", "<a/>".getBytes(UTF_8)).problem(415);
    api.asTenant().post("/api/records/import?pipeline=people", "text/csv", "external_id\n1".getBytes(UTF_8)).problem(422);
  }

  private Api.Answer csv(String file) {
    return api.post("/api/records/import/?pipeline=people&source=csv", "text/csv", file.getBytes(UTF_8));
  }

  private Api.Answer ndjson(String file) {
    return api.post("/api/records/import?pipeline=people&source=csv", "application/x-ndjson", file.getBytes(UTF_8));
  }

  private JsonNode records() {
    return api.get("/api/records?limit=200").expect(200).path("items");
  }
}
