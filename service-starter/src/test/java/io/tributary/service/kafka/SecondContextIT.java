package io.tributary.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Topics;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TributaryTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A test with a context of its own finds empty topics and hears its own events, whatever tests ran before it in this JVM. */
@TributaryTest(database = "starter_second", properties = {
    "spring.application.name=record-service",
    "spring.flyway.locations=classpath:db/starter-test",
    "spring.flyway.placeholders.database=starter_second"
})
class SecondContextIT {

  @Autowired ThingsApplication application;
  @Autowired EventPublisher publisher;

  @Test
  void aContextOfItsOwnStartsWithEmptyTopics() {
    assertThat(EventReader.raw(Topics.RECORD_UPSERTS.name())).isEmpty();

    publisher.publish(List.of(Outgoing.tombstone(Topics.RECORD_UPSERTS, "acme|csv|second")));

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(application.stored).singleElement()
        .satisfies(each -> assertThat(each.key()).isEqualTo("acme|csv|second")));
  }
}
