package io.tributary.records.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.PersonErased;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.Subscription;
import io.tributary.service.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** From an erasure to what records hold then, and to what is told about them. */
@ApiTest
class ForgetInRecordsIT {

  private static final Instant WHEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final String ADA = """
      {"first_name": "Ada", "work_email": ["A.da+news@gmail.com", "office@acme.test"], "other_email": "ada@googlemail.com", "phone": "020 7946 0018"}""";

  @Autowired private Subscription<PersonErased> erasures;
  private Api api;
  private Api privacy;

  @BeforeEach
  void aPipelineOfPeople(@Autowired Api service) {
    api = service.asTenant("erasing-" + UUID.randomUUID());
    privacy = api.withToken(TestTokens.of(api.tenant(), "privacy"));
    api.people("people");
  }

  @Test
  void itIsToldWhichFieldsOfWhichRecordsHoldThePerson() {
    long ada = api.record("people", ADA);
    long other = api.record("people", "{\"work_email\": \"bob@acme.test\"}");

    var erasure = erased(false, ada, other);

    var concerned = concerned(erasure);
    assertThat(concerned).hasToString("[{\"record_id\":%d,\"fields\":[\"other_email\",\"phone\",\"work_email\"],\"erased\":false}]".formatted(ada));
    assertThat(data(ada).path("phone").asString()).isEqualTo("020 7946 0018");
    api.get("/api/privacy/erasures/%s/records".formatted(erasure)).problem(403);
  }

  @Test
  void recordsLoseWhatIdentifiedThePersonAndKeepTheRest() {
    long ada = api.record("people", ADA);

    var erasure = erased(true, ada);

    assertThat(concerned(erasure).get(0).path("erased").asBoolean()).isTrue();
    assertThat(data(ada)).hasToString("{\"first_name\":\"Ada\",\"work_email\":\"office@acme.test\"}");
    assertThat(api.get("/api/records/" + ada).expect(200).path("version").asLong()).as("published as any change is").isEqualTo(2);
  }

  @Test
  void aMergeThatIsTakenBackBringsNothingBack() {
    long ada = api.record("people", ADA);
    long survivor = api.record("people", "{\"work_email\": \"lovelace@acme.test\"}");
    api.post("/api/records/%d/merge".formatted(ada), "{\"into\": %d}".formatted(survivor)).expect(200);

    concerned(erased(true, ada, survivor));

    api.post("/api/records/%d/restore".formatted(ada), "").expect(200);
    assertThat(data(ada).toString() + data(survivor)).doesNotContain("ada", "7946").contains("lovelace@acme.test", "office@acme.test");
  }

  @Test
  void aSecondDeliveryChangesNeitherTheReportNorTheRecord() {
    // Given
    long ada = api.record("people", ADA);
    var event = event(UUID.randomUUID(), true, ada);
    deliver(event);
    var report = concerned(event.getErasureId());

    // When
    deliver(event);

    // Then
    assertThat(concerned(event.getErasureId())).isEqualTo(report).hasSize(1);
    assertThat(api.get("/api/records/" + ada).expect(200).path("version").asLong()).isEqualTo(2);
  }

  private String erased(boolean fromRecords, Long... records) {
    var id = UUID.randomUUID();
    deliver(event(id, fromRecords, records));
    return id.toString();
  }

  private PersonErased event(UUID id, boolean fromRecords, Long... records) {
    return PersonErased.newBuilder().setTenant(api.tenant()).setErasureId(id.toString()).setErasedAt(WHEN)
        .setIdentifiers(List.of(
            new ErasedIdentifier(IdentifierKind.EMAIL, "ada@gmail.com"), new ErasedIdentifier(IdentifierKind.PHONE, "+442079460018")))
        .setRecordIds(List.of(records)).setFromRecords(fromRecords).build();
  }

  private void deliver(PersonErased event) {
    erasures.handler().handle(List.of(new Received<>(erasures.topic().name(), 0, 0, api.tenant(), event, WHEN, Map.of())));
  }

  private JsonNode concerned(String erasure) {
    return privacy.get("/api/privacy/erasures/%s/records".formatted(erasure)).expect(200).path("items");
  }

  private JsonNode data(long record) {
    return api.get("/api/records/" + record).expect(200).path("data");
  }
}
