package io.tributary.channels.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.JobStatus;
import io.tributary.events.Keys;
import io.tributary.events.Position;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TestTokens;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.unipile.Mode;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The service alone, from a changed address on its topic to that person's messages on the topic of communications. */
@TributaryTest(database = "linkedin_sync")
class LinkedInSyncIT {

  private static final UnipileSimulator SIMULATOR = UnipileSimulator.start(UnipileOptions.empty().withMode(Mode.LIVE));
  private static final LinkedInProfile ADA = LinkedInProfile.of("ada-lovelace", "Ada", "Lovelace");
  private static final LinkedInProfile BOB = LinkedInProfile.of("bob", "Bob", "Builder");
  private static final Messenger ACCOUNT = SIMULATOR.connect(LinkedInProfile.of("olivia-owner", "Olivia", "Owner"));

  @Autowired
  private EventPublisher publisher;

  @LocalServerPort
  private int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void aChangedProfileBringsThatPersonsMessagesAndAChangedMailAddressNoCall() {
    var day = Instant.parse("2024-05-01T10:00:00Z");
    ACCOUNT.chatWith(ADA).receive("Hello", day);
    ACCOUNT.chatWith(ADA).send("Hello Ada", day.plusSeconds(60));
    ACCOUNT.chatWith(BOB).receive("Not Ada's", day);
    connect();
    long connecting = SIMULATOR.calls().total();

    change(Topics.EMAIL_IDENTIFIER_CHANGES, Channel.EMAIL, 65, EmailAddresses.identify("ada@example.org").found().orElseThrow());
    change(Topics.LINKEDIN_IDENTIFIER_CHANGES, Channel.LINKEDIN, 66, LinkedInWorld.profile("https://www.linkedin.com/in/ada-lovelace"));

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(jobs()).contains(JobStatus.COMPLETED));
    assertThat(communications()).extracting(event -> event.getText().getText()).containsExactlyInAnyOrder("Hello", "Hello Ada");
    assertThat(SIMULATOR.log().stream().skip(connecting).map(LoggedCall::path)).as("a look-up, the list of chats, a page").hasSize(3);
    assertThat(EventReader.all(Topics.SYNC_JOBS)).extracting(received -> received.value().getRecordId()).doesNotContain(65L);
  }

  private void connect() {
    RestClient.create("http://127.0.0.1:" + port)
        .post()
        .uri("/api/channels/linkedin/connections")
        .header("Authorization", "Bearer " + TestTokens.of("acme"))
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("account", ACCOUNT.id()))
        .retrieve()
        .toBodilessEntity();
    await().untilAsserted(() -> assertThat(EventReader.all(Topics.CHANNEL_CONNECTIONS))
        .extracting(received -> received.value().getStatus())
        .contains(ConnectionStatus.OK));
  }

  private void change(Topic<IdentifiersChanged> topic, Channel channel, long record, Identifier identifier) {
    publisher.publish(List.of(Outgoing.of(topic, Keys.of("acme", record), IdentifiersChanged.newBuilder()
        .setTenant("acme")
        .setRecordId(record)
        .setChannel(channel)
        .setPosition(new Position(1L, 1L, 1L))
        .setReason(ChangeReason.UPDATED)
        .setCurrent(List.of(identifier))
        .setFingerprint(identifier.getCanonical())
        .setCommittedAt(Instant.EPOCH)
        .build())));
  }

  private static List<JobStatus> jobs() {
    return EventReader.all(Topics.SYNC_JOBS).stream().map(Received::value).map(Objects::requireNonNull).map(job -> job.getStatus()).toList();
  }

  private static List<CommunicationObserved> communications() {
    return EventReader.all(Topics.COMMUNICATIONS).stream().map(Received::value).map(Objects::requireNonNull).toList();
  }
}
