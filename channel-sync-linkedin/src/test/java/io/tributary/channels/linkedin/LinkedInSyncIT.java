package io.tributary.channels.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.testing.RunningService;
import io.tributary.events.Channel;
import io.tributary.events.JobStatus;
import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.unipile.Mode;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

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
    var service = new RunningService(Channel.LINKEDIN, "acme", publisher, port);
    service.connect(ACCOUNT.id());
    long connecting = SIMULATOR.calls().total();

    service.changed(Channel.EMAIL, 65, 1, null, EmailAddresses.identify("ada@example.org").found().orElseThrow());
    service.changed(66, 1, null, LinkedInWorld.profile("https://www.linkedin.com/in/ada-lovelace"));

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(service.jobs()).extracting(SyncJob::getStatus).contains(JobStatus.COMPLETED));
    assertThat(service.communications()).extracting(event -> event.getText().getText()).containsExactlyInAnyOrder("Hello", "Hello Ada");
    assertThat(SIMULATOR.log().stream().skip(connecting).map(LoggedCall::path)).as("a look-up, the list of chats, a page").hasSize(3);
    assertThat(EventReader.all(Topics.SYNC_JOBS)).extracting(received -> received.value().getRecordId()).doesNotContain(65L);
  }
}
