package io.tributary.records.upsert;

import static io.tributary.records.jooq.Tables.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.records.jooq.tables.records.RecordsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class ApplyUpsertsIT {

  @Autowired private Database database;
  private ApplyUpserts applyUpserts;
  private Api api;

  @BeforeEach
  void aPipelineOfPeople(@Autowired Api service, @Autowired JsonMapper json) {
    applyUpserts = new ApplyUpserts(database, new FoldUpserts(json));
    api = service.asTenant();
    api.people("people");
  }

  @Test
  void aNewRecordIsStoredAndANewerVersionChangesIt() {
    apply(upsert("1", 10, "{\"first_name\":\"Ed\",\"age\":41,\"born\":null}"));
    assertThat(stored("1").getData()).hasToString("{\"age\":41,\"first_name\":\"Ed\"}");

    apply(upsert("1", 11, "{\"age\":null,\"work_email\":\"ed@tanous.net\"}"));

    assertThat(stored("1").getData()).hasToString("{\"first_name\":\"Ed\",\"work_email\":\"ed@tanous.net\"}");
    assertThat(stored("1").getVersion()).isEqualTo(2);
    assertThat(stored("1").getSourceVersion()).isEqualTo(11);
  }

  @Test
  void whatComesAgainOrLateChangesNothing() {
    apply(upsert("1", 10, "{\"first_name\":\"Ed\"}"));

    apply(upsert("1", 10, "{\"first_name\":\"Other\"}"));
    apply(upsert("1", 9, "{\"first_name\":\"Older\"}"), deleted("1", 8));

    assertThat(stored("1").getData()).hasToString("{\"first_name\":\"Ed\"}");
    assertThat(stored("1").getVersion()).isEqualTo(1);
    assertThat(stored("1").getDeletedAt()).isNull();
  }

  @Test
  void aBatchWithTheSameRecordOftenHasTheEffectOfItsVersionsInTheirOrder() {
    apply(upsert("1", 5, "{\"first_name\":\"Ed\",\"age\":40}"));

    apply(upsert("1", 7, "{\"age\":42}"), upsert("1", 4, "{\"first_name\":\"Stale\",\"age\":1}"), upsert("1", 6, "{\"age\":41,\"active\":true}"),
        upsert("1", 7, "{\"age\":42}"), upsert("2", 1, "{}"));

    assertThat(stored("1").getData()).hasToString("{\"age\":42,\"active\":true,\"first_name\":\"Ed\"}");
    assertThat(stored("1").getVersion()).isEqualTo(2);
    assertThat(stored("2").getVersion()).isEqualTo(1);
  }

  @Test
  void aRecordThatWasMergedPointsToItsSurvivorWhicheverComesFirst() {
    apply(upsert("early", 1, "{}"), upsert("1", 1, "{}"), upsert("2", 1, "{}"));

    apply(merged("1", 2, "early"), merged("2", 2, "late"));

    assertThat(stored("1").getMergedInto()).isEqualTo(stored("early").getId());
    assertThat(stored("1").getDeletedAt()).isNotNull();
    assertThat(stored("2").getMergedInto()).isNull();

    apply(upsert("late", 1, "{}"));

    assertThat(stored("2").getMergedInto()).isEqualTo(stored("late").getId());
  }

  @Test
  void aRecordThatWasMergedAndComesBackIsItselfAgain() {
    apply(upsert("1", 1, "{}"), upsert("2", 1, "{}"));
    apply(merged("1", 2, "2"));

    apply(upsert("1", 3, "{}"));

    assertThat(stored("1").getMergedInto()).isNull();
    assertThat(stored("1").getDeletedAt()).isNull();
  }

  @Test
  void whatAPersonMergedItsSourceDoesNotTakeApart() {
    apply(upsert("1", 1, "{\"work_email\": \"one@acme.test\"}"));
    long one = stored("1").getId();
    long two = api.record("people", "{}");
    api.post("/api/records/%d/merge".formatted(one), "{\"into\": %d}".formatted(two)).expect(200);

    apply(upsert("1", 2, "{\"work_email\": \"new@acme.test\"}"));

    api.get("/api/records/" + one).problem(404);
    assertThat(api.post("/api/records/%d/restore".formatted(one), "").expect(200).path("data").path("work_email").asString())
        .as("what its source said meanwhile is not lost").isEqualTo("new@acme.test");
  }

  @Test
  void aRecordIsDeletedAndRestored() {
    apply(upsert("1", 1, "{\"first_name\":\"Ed\"}"));

    apply(deleted("1", 2));
    assertThat(stored("1").getDeletedAt()).isNotNull();
    assertThat(stored("1").getVersion()).isEqualTo(2);

    apply(upsert("1", 3, "{}"));
    assertThat(stored("1").getDeletedAt()).isNull();
    assertThat(stored("1").getData()).hasToString("{\"first_name\":\"Ed\"}");
    assertThat(stored("1").getVersion()).isEqualTo(3);
  }

  @Test
  void aDeletionThatOvertakesItsRecordHolds() {
    apply(deleted("1", 2));
    apply(upsert("1", 1, "{\"first_name\":\"Ed\"}"));

    assertThat(stored("1").getDeletedAt()).isNotNull();
    assertThat(api.get("/api/records").expect(200).path("items")).isEmpty();
  }

  @Test
  void aDeletedRecordOfTheApiDoesNotComeBackByAnOldVersion() {
    apply(upsert("1", 5, "{}"));
    api.delete("/api/records/" + stored("1").getId()).expect(204);

    apply(upsert("1", 5, "{}"));
    assertThat(stored("1").getDeletedAt()).isNotNull();

    apply(upsert("1", 6, "{}"));
    assertThat(stored("1").getDeletedAt()).isNull();
  }

  @Test
  void tenantsAndSourcesAreWorldsOfTheirOwn() {
    var other = api.asTenant();
    other.people("people");
    apply(upsert("1", 1, "{\"first_name\":\"Ed\"}"));

    apply(RecordUpsert.newBuilder(upsert("1", 2, "{\"first_name\":\"Eve\"}")).setTenant(other.tenant()).build(),
        RecordUpsert.newBuilder(upsert("1", 2, "{\"first_name\":\"Eve\"}")).setSource("erp").build());

    assertThat(stored("1").getData()).hasToString("{\"first_name\":\"Ed\"}");
    assertThat(api.get("/api/records").body().path("items")).hasSize(2);
    assertThat(other.get("/api/records").body().path("items")).hasSize(1);
  }

  @Test
  void aPipelineThatIsNotThereRefusesTheEvent() {
    assertThatThrownBy(() -> apply(RecordUpsert.newBuilder(upsert("1", 1, "{}")).setPipeline("nobody").build()))
        .isInstanceOf(UnprocessableEvent.class).hasMessageContaining("nobody");
  }

  @Test
  void textThatNeedsCareIsStoredAsItIs() {
    apply(upsert("{1},\"2\"\\", 1, "{\"first_name\":\"{\\\"a\\\"},\\\\ 'x' ? {0} \\u0000 Ørsted \\ud83d\\ude00\"}"));

    assertThat(api.get("/api/records").expect(200).path("items").get(0).path("data").path("first_name").asString())
        .isEqualTo("{\"a\"},\\ 'x' ? {0}  Ørsted 😀");
  }

  private void apply(RecordUpsert... upserts) {
    applyUpserts.handle(Arrays.stream(upserts)
        .map(upsert -> new Received<>(Topics.RECORD_UPSERTS.name(), 0, 0, "key", upsert, Instant.EPOCH, Map.of()))
        .toList());
  }

  private RecordsRecord stored(String externalId) {
    return database.asWorker(db -> db.fetchSingle(RECORDS,
        RECORDS.TENANT.eq(api.tenant()).and(RECORDS.SOURCE.eq("crm")).and(RECORDS.EXTERNAL_ID.eq(externalId))));
  }

  private RecordUpsert deleted(String externalId, long version) {
    return RecordUpsert.newBuilder(upsert(externalId, version, "{}")).setDeleted(true).build();
  }

  private RecordUpsert merged(String externalId, long version, String survivor) {
    return RecordUpsert.newBuilder(deleted(externalId, version)).setMergedInto(survivor).build();
  }

  private RecordUpsert upsert(String externalId, long version, String data) {
    return RecordUpsert.newBuilder().setTenant(api.tenant()).setSource("crm").setExternalId(externalId).setSourceVersion(version)
        .setPipeline("people").setData(data).setOccurredAt(Instant.EPOCH).build();
  }
}
