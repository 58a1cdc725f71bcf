package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.JobStatus;
import io.tributary.events.Position;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TestTokens;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The service alone, from a changed address on its topic to that person's mail on the topic of communications. */
@TributaryTest(database = "email_sync")
class EmailSyncIT {

  private static final String ONE = "one@own.example";
  private static final String TWO = "two@own.example";
  private static final UnipileSimulator SIMULATOR = simulator();

  @Autowired
  private EventPublisher publisher;

  @LocalServerPort
  private int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
  }

  @Test
  void aChangedAddressBringsItsMailOfEveryMailboxOnceAndAReplayNothing() {
    connect(ONE);
    connect(TWO);
    await().untilAsserted(() -> assertThat(EventReader.all(Topics.CHANNEL_CONNECTIONS))
        .extracting(received -> received.value().getStatus())
        .hasSizeGreaterThanOrEqualTo(2)
        .containsOnly(ConnectionStatus.OK));

    change(1, "ada@example.org");
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(jobs()).contains(JobStatus.COMPLETED));

    assertThat(communications()).extracting(CommunicationObserved::getExternalId)
        .containsExactlyInAnyOrder("a1@example.org", "both@example.org", "both@example.org");
    long calls = SIMULATOR.calls().total();

    change(1, "ada@example.org");
    publisher.publish(List.of(Outgoing.of(Topics.EMAIL_SYNC_REQUESTS, "acme|66", SyncRequested.newBuilder()
        .setTenant("acme")
        .setRecordId(66)
        .setRequestId("later")
        .setReason(SyncReason.MANUAL)
        .setRequestedAt(Instant.EPOCH)
        .build())));
    // A job of its own, so on a partition of its own: no order between the two jobs' events.
    await().untilAsserted(() -> assertThat(jobs()).contains(JobStatus.DEFERRED));
    assertThat(SIMULATOR.calls().total()).as("calls after a replay and a request inside the cooldown").isEqualTo(calls);
  }

  private void connect(String owner) {
    RestClient.create("http://127.0.0.1:" + port)
        .post()
        .uri("/api/channels/email/connections")
        .header("Authorization", "Bearer " + TestTokens.of("acme"))
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("account", SIMULATOR.accountOf(owner)))
        .retrieve()
        .toBodilessEntity();
  }

  private void change(long version, String address) {
    Identifier identifier = EmailAddresses.identify(address).found().orElseThrow();
    publisher.publish(List.of(Outgoing.of(Topics.EMAIL_IDENTIFIER_CHANGES, "acme|66", IdentifiersChanged.newBuilder()
        .setTenant("acme")
        .setRecordId(66)
        .setChannel(Channel.EMAIL)
        .setPosition(new Position(1L, version, 1L))
        .setReason(ChangeReason.UPDATED)
        .setCurrent(List.of(identifier))
        .setFingerprint(address)
        .setCommittedAt(Instant.EPOCH)
        .build())));
  }

  private static List<JobStatus> jobs() {
    return EventReader.all(Topics.SYNC_JOBS).stream()
        .map(Received::value)
        .map(Objects::requireNonNull)
        .filter(job -> job.getRecordId() == 66)
        .map(job -> job.getStatus())
        .toList();
  }

  private static List<CommunicationObserved> communications() {
    return EventReader.all(Topics.COMMUNICATIONS).stream().map(Received::value).map(Objects::requireNonNull).toList();
  }

  private static UnipileSimulator simulator() {
    try {
      var folder = new MailboxFolder(Files.createTempDirectory("mailboxes-"));
      var day = Instant.parse("2024-05-01T10:00:00Z");
      folder.mail(ONE, "a1@example.org", day, "Ada@Example.org", ONE);
      folder.mail(ONE, "both@example.org", day.plusSeconds(60), ONE, "ada@example.org, " + TWO);
      folder.mail(TWO, "both@example.org", day.plusSeconds(60), ONE, "ada@example.org, " + TWO);
      folder.mail(TWO, "other@example.org", day, "bob@example.org", TWO);
      return UnipileSimulator.start(UnipileOptions.over(folder.root()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
