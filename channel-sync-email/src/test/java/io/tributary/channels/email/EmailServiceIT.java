package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Channel;
import io.tributary.events.ChangeReason;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.JobStatus;
import io.tributary.events.Position;
import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TestTokens;
import io.tributary.service.testing.TributaryTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

@TributaryTest(database = "email_sync")
class EmailServiceIT {

  @Autowired
  private EventPublisher publisher;

  @LocalServerPort
  private int port;

  @Test
  void aChangeWithoutAnyMailboxEndsAsACompletedJobOnTheTopic() {
    publisher.publish(List.of(Outgoing.of(Topics.EMAIL_IDENTIFIER_CHANGES, "acme|66", change())));

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(EventReader.all(Topics.SYNC_JOBS))
        .extracting(Received::value)
        .extracting(SyncJob::getRecordId, SyncJob::getStatus)
        .contains(tuple(66L, JobStatus.COMPLETED)));
    assertThat(get("/api/channels/email/records/66/sync_status")).contains("\"state\":\"idle\"").contains("COMPLETED");
    assertThat(get("/api/channels/email/connections")).contains("\"items\":[]");
    assertThat(get("/actuator/health/readiness")).contains("UP");
  }

  private String get(String path) {
    return RestClient.create("http://127.0.0.1:" + port)
        .get()
        .uri(path)
        .header("Authorization", "Bearer " + TestTokens.of("acme"))
        .retrieve()
        .requiredBody(String.class);
  }

  private static IdentifiersChanged change() {
    return IdentifiersChanged.newBuilder()
        .setTenant("acme")
        .setRecordId(66)
        .setChannel(Channel.EMAIL)
        .setPosition(new Position(1L, 1L, 1L))
        .setReason(ChangeReason.CREATED)
        .setCurrent(List.of(EmailAddresses.identify("ada@example.org").found().orElseThrow()))
        .setFingerprint("f")
        .setCommittedAt(Instant.EPOCH)
        .build();
  }
}
