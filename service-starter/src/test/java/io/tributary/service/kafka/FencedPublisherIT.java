package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.local.TestStack;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TributaryTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TributaryTest(database = "starter", properties = {
    "spring.application.name=record-service",
    "spring.flyway.locations=classpath:db/starter-test",
    "spring.flyway.placeholders.database=starter",
    "tributary.kafka.first-wait=100ms"
})
class FencedPublisherIT {

  @Autowired FencedPublishers publishers;
  private final String name = "test-" + UUID.randomUUID();

  @Test
  void whoeverHadTheNameBeforePublishesNothingMore() {
    try (var old = publishers.take(name)) {
      old.publish(List.of(upsert("before")));
      try (var taken = publishers.take(name)) {
        assertThatThrownBy(() -> old.publish(List.of(upsert("too late")))).isInstanceOf(PublisherLost.class).hasMessageContaining(name);
        taken.publish(List.of(upsert("after")));
      }
    }

    await().untilAsserted(() -> assertThat(published()).containsExactlyInAnyOrder("before", "after"));
  }

  @Test
  void whatAnotherHadUnderWayIsNeverValid() {
    var settings = Map.<String, Object>of(
        "bootstrap.servers", TestStack.shared().bootstrapServers(), "transactional.id", "record-service." + name);
    try (var old = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      old.initTransactions();
      old.beginTransaction();
      old.send(new ProducerRecord<>(Upserts.TOPIC, Upserts.key(name + " under way").getBytes(UTF_8), null));
      old.flush();

      try (var taken = publishers.take(name)) {
        taken.publish(List.of(upsert("after")));
      }

      assertThatThrownBy(old::commitTransaction).isInstanceOf(RuntimeException.class);
    }
    await().untilAsserted(() -> assertThat(published()).containsExactly("after"));
  }

  @Test
  void anEventThatIsTooLargeTakesTheOthersOfItsCallAlongAndNoneOfTheNext() {
    try (var publisher = publishers.take(name)) {
      assertThatThrownBy(() -> publisher.publish(List.of(upsert("beside it"), large())))
          .isInstanceOf(PublishFailed.class).hasRootCauseInstanceOf(RecordTooLargeException.class);
      publisher.publish(List.of(upsert("next")));
    }

    await().untilAsserted(() -> assertThat(published()).containsExactly("next"));
  }

  private Outgoing<RecordUpsert> upsert(String externalId) {
    return Upserts.of(name + " " + externalId);
  }

  private Outgoing<RecordUpsert> large() {
    var upsert = upsert("large").value();
    return Outgoing.of(Topics.RECORD_UPSERTS, Upserts.key("large"),
        RecordUpsert.newBuilder(upsert).setData("\"" + "x".repeat(3 * 1024 * 1024) + "\"").build());
  }

  /** What those who read committed events only see of this test's, without the test's name. */
  private List<String> published() {
    var ours = Upserts.key(name + " ");
    return EventReader.raw(Upserts.TOPIC).stream().map(event -> new String(event.key(), UTF_8))
        .filter(key -> key.startsWith(ours)).map(key -> key.substring(ours.length())).toList();
  }
}
