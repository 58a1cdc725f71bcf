package io.tributary.records.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people merge stays merged, loses nothing, and comes apart as it was. */
@ApiTest
class MergeRecordsIT {

  private Api api;

  @BeforeEach
  void aPipelineOfPeople(@Autowired Api service) {
    api = service.asTenant();
    api.people("people");
  }

  @Test
  void theSurvivorHoldsTheIdentifiersOfBothAndTheOtherIsGone() {
    long ada = api.record("people", "{\"first_name\": \"Ada\", \"work_email\": \"ada@old.test\", \"age\": 36}");
    long other = api.record("people", "{\"first_name\": \"A.\", \"work_email\": \"ada@new.test\"}");

    var survivor = api.post("/api/records/%d/merge".formatted(ada), "{\"into\": %d, \"reason\": \"one person\"}".formatted(other)).expect(200);

    assertThat(survivor.path("id").asLong()).isEqualTo(other);
    assertThat(survivor.path("data").toString())
        .contains("[\"ada@new.test\",\"ada@old.test\"]").contains("\"first_name\":\"A.\"").contains("\"age\":36");
    api.get("/api/records/" + ada).problem(404);
    assertThat(api.get("/api/records").expect(200).path("items")).hasSize(1);
  }

  @Test
  void aMergeIsTakenBackAsItWasAlsoThroughFurtherMerges() {
    long one = api.record("people", "{\"work_email\": \"one@acme.test\"}");
    long two = api.record("people", "{\"work_email\": \"two@acme.test\"}");
    long three = api.record("people", "{\"work_email\": \"three@acme.test\"}");
    merge(one, two);
    merge(two, three);

    var restored = api.post("/api/records/%d/restore".formatted(one), "").expect(200);

    assertThat(restored.path("data").path("work_email").asString()).isEqualTo("one@acme.test");
    assertThat(data(three)).isEqualTo("{\"work_email\":[\"three@acme.test\",\"two@acme.test\"]}");
    api.post("/api/records/%d/restore".formatted(two), "").expect(200);
    assertThat(data(three)).isEqualTo("{\"work_email\":\"three@acme.test\"}");
    assertThat(data(two)).isEqualTo("{\"work_email\":\"two@acme.test\"}");
  }

  @Test
  void aDeletedRecordIsRestored() {
    long one = api.record("people", "{\"age\": 3}");
    api.delete("/api/records/" + one).expect(204);

    assertThat(api.post("/api/records/%d/restore".formatted(one), "").expect(200).path("data").path("age").asInt()).isEqualTo(3);
    api.post("/api/records/%d/restore".formatted(one), "").problem(409);
  }

  @Test
  void whatCannotBeMergedIsNamed() {
    long one = api.record("people", "{}");
    long two = api.record("people", "{}");

    assertThat(api.post("/api/records/%d/merge".formatted(one), "{}").problem(422)).startsWith("into:");
    api.post("/api/records/%d/merge".formatted(one), "{\"into\": %d}".formatted(one)).problem(422);
    api.post("/api/records/%d/merge".formatted(one), "{\"into\": 999999}").problem(404);
    merge(one, two);
    api.post("/api/records/%d/merge".formatted(two), "{\"into\": %d}".formatted(one)).problem(404);
    api.post("/api/records/999999/restore", "").problem(404);
  }

  private void merge(long merged, long survivor) {
    api.post("/api/records/%d/merge".formatted(merged), "{\"into\": %d}".formatted(survivor)).expect(200);
  }

  private String data(long record) {
    return api.get("/api/records/" + record).expect(200).path("data").toString();
  }
}
