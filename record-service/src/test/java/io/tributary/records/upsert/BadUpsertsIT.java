package io.tributary.records.upsert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.EventReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bad events among good ones, over the topic itself. */
@ApiTest
class BadUpsertsIT {

  private static final String DEAD_LETTERS = "dead-letters.record-service";

  @Autowired private EventPublisher publisher;
  private Api api;

  @BeforeEach
  void aPipelineOfPeople(@Autowired Api service) {
    api = service.asTenant();
    api.people("people");
  }

  @Test
  void whatCannotBeStoredIsADeadLetterAndTheRestOfItsBatchIsStored() {
    var bad = List.of(
        upsert("1", "{"), upsert("2", ""), upsert("3", "[]"), upsert("4", "null"), upsert("5", "\"text\""),
        upsert("6", "{\"age\": " + "[".repeat(100_000) + "}"), upsert("7", "{\"age\": 1" + "0".repeat(2_000) + "}"), upsert("8", "{\"age\": NaN}"),
        upsert("8a", "{\"age\": 1e400}"), upsert("8b", "{\"age\": [{\"a\": -1e-999999}]}"), upsert("8c", "{\"age\": " + "[".repeat(200) + "]".repeat(200) + "}"),
        RecordUpsert.newBuilder(upsert("9", "{}")).setPipeline("nobody").build(),
        RecordUpsert.newBuilder(upsert("10", "{}")).setPipeline("").build(),
        RecordUpsert.newBuilder(upsert(" ", "{}")).build(),
        RecordUpsert.newBuilder(upsert("12", "{}")).setSource("").build(),
        upsert(random(5_000), "{}"));
    var mixed = new ArrayList<RecordUpsert>();
    for (int i = 0; i < bad.size(); i++) {
      mixed.add(bad.get(i));
      mixed.add(upsert("good-" + i, "{\"first_name\": \"Ed\"}"));
    }

    publish(mixed);

    await().untilAsserted(() -> assertThat(records()).hasSize(bad.size()));
    assertThat(deadLetters()).hasSize(bad.size());
  }

  @Test
  void whatTheDatabaseCannotHoldIsTakenOutAndWhatItCanStaysAsItIs() {
    publish(List.of(
        upsert("nul", "{\"first_name\": \"a\\u0000b\", \"phone\\u0000\": \"1\"}"), upsert("half", "{\"first_name\": \"a\\ud800b\"}"),
        upsert("long", "{\"age\": 0.12345678901234567890123}")));

    await().untilAsserted(() -> assertThat(records())
        .containsExactlyInAnyOrder("{\"phone\":\"1\",\"first_name\":\"ab\"}", "{\"first_name\":\"a?b\"}", "{\"age\":0.12345678901234567890123}"));
    assertThat(deadLetters()).isEmpty();
  }

  private void publish(List<RecordUpsert> upserts) {
    // One key, so that they are one another's neighbours in one partition.
    publisher.publish(upserts.stream().map(upsert -> Outgoing.of(Topics.RECORD_UPSERTS, Keys.of(api.tenant(), "crm", "1"), upsert)).toList());
  }

  private List<String> records() {
    var records = new ArrayList<String>();
    api.get("/api/records?limit=200").expect(200).path("items").forEach(record -> records.add(record.path("data").toString()));
    return records;
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return EventReader.raw(DEAD_LETTERS).stream().filter(letter -> new String(letter.key()).startsWith(api.tenant() + "|")).toList();
  }

  private static String random(int length) {
    return new Random(1).ints(length, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());
  }

  private RecordUpsert upsert(String externalId, String data) {
    return RecordUpsert.newBuilder().setTenant(api.tenant()).setSource("crm").setExternalId(externalId).setSourceVersion(1)
        .setPipeline("people").setData(data).setOccurredAt(Instant.EPOCH).build();
  }
}
