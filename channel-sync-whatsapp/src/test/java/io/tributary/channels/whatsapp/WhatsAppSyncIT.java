package io.tributary.channels.whatsapp;

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
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
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

/** The service alone, from a changed number on its topic to that person's messages on the topic of communications. */
@TributaryTest(database = "whatsapp_sync")
class WhatsAppSyncIT {

  private static final UnipileSimulator SIMULATOR = UnipileSimulator.start(UnipileOptions.empty().withMode(Mode.LIVE));
  private static final WhatsAppContact ADA = WhatsAppContact.of("Ada", "+33660036335").withLid("140874994434143");
  private static final WhatsAppContact BOB = WhatsAppContact.of("Bob", "+33660036336").withLid("140874994434144");
  private static final Messenger ACCOUNT = SIMULATOR.connect(WhatsAppContact.of("Owner", "+493012345678"));

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
  void aChangedNumberBringsThatPersonsMessagesAndAChangedAddressNoCall() {
    var day = Instant.parse("2024-05-01T10:00:00Z");
    ACCOUNT.chatWith(ADA).receive("Hello", day);
    ACCOUNT.chatWith(ADA).send("Hello Ada", day.plusSeconds(60));
    ACCOUNT.chatWith(BOB).receive("Not Ada's", day);
    var service = new RunningService(Channel.WHATSAPP, "acme", publisher, port);
    service.connect(ACCOUNT.id());
    long connecting = SIMULATOR.calls().total();

    service.changed(Channel.EMAIL, 65, 1, null, EmailAddresses.identify("ada@example.org").found().orElseThrow());
    service.changed(66, 1, null, WhatsAppWorld.phone("+33 6 60 03 63 35"));

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(service.jobs()).extracting(SyncJob::getStatus).contains(JobStatus.COMPLETED));
    assertThat(service.communications()).extracting(event -> event.getText().getText()).containsExactlyInAnyOrder("Hello", "Hello Ada");
    assertThat(SIMULATOR.log().stream().skip(connecting).map(LoggedCall::path)).hasSize(3).allMatch(path -> path.contains("/chat"));
    assertThat(EventReader.all(Topics.SYNC_JOBS)).extracting(received -> received.value().getRecordId()).doesNotContain(65L);
  }
}
