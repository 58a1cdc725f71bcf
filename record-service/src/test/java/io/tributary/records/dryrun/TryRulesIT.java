package io.tributary.records.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.RecordState;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules are tried on what is there, and stay as they are. */
@ApiTest
class TryRulesIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BOTH_ADDRESSES = """
      {"operator": "OR", "conditions": [{"fields": [{"field": "work_email", "match_type": "exact"}]},
        {"fields": [{"field": "phone", "match_type": "phone_normalized"}]}, {"fields": [{"field": "other_email", "match_type": "exact"}]}]}""";

  @Autowired private TryRules rules;
  private Api api;
  private long pipeline;

  @BeforeEach
  void aPipelineOfPeople(@Autowired Api service) {
    api = service.asTenant();
    pipeline = api.people("people");
  }

  @Test
  void recordsOfWhichSomethingElseWouldBePublishedAreFound() {
    // Given
    long one = api.record("people", "{\"work_email\": \"one@acme.test\", \"other_email\": \"uno@acme.test\"}");
    api.record("people", "{\"work_email\": \"two@acme.test\"}");
    long gone = api.record("people", "{\"other_email\": \"gone@acme.test\"}");
    api.delete("/api/records/" + gone).expect(204);

    // When
    var tried = rules.under(api.tenant(), pipeline, json(BOTH_ADDRESSES));

    // Then
    assertThat(tried.read()).isEqualTo(2);
    assertThat(tried.truncated()).isFalse();
    assertThat(tried.changed()).extracting(RecordState::getRecordId).containsExactly(one);
    assertThat(tried.changed().getFirst().getIdentifiers()).extracting(held -> held.getField() + " " + held.getIdentifier().getCanonical())
        .containsExactlyInAnyOrder("work_email one@acme.test", "other_email uno@acme.test");
  }

  @Test
  void aDryRunLeavesTheRulesAsTheyAreAndIsCheckedLikeThem() {
    api.record("people", "{\"work_email\": \"one@acme.test\"}");
    var before = api.get("/api/pipelines/" + pipeline).expect(200);
    var path = "/api/pipelines/%d/duplicate-rules?dry_run=true".formatted(pipeline);

    var answer = api.post(path, BOTH_ADDRESSES).expect(200);

    assertThat(answer.path("records_read").asInt()).isEqualTo(1);
    assertThat(answer.path("records_changed").asInt()).isZero();
    assertThat(api.get("/api/pipelines/" + pipeline).expect(200)).isEqualTo(before);
    assertThat(api.post(path, "{\"operator\": \"OR\", \"conditions\": []}").problem(422)).startsWith("conditions");
    api.post("/api/pipelines/999999/duplicate-rules?dry_run=true", BOTH_ADDRESSES).problem(404);
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
