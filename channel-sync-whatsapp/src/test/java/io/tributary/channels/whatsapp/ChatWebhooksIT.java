package io.tributary.channels.whatsapp;

import static io.tributary.channels.jooq.Tables.ACCOUNT_PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.testing.PublicDoor;
import io.tributary.channels.testing.RegistrationContract;
import io.tributary.channels.testing.RunningService;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.unipile.Mode;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import io.tributary.simulators.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Live chats, from what happens on WhatsApp over UniPile's webhook to the topic of communications. */
@TributaryTest(database = "whatsapp_sync", properties = {
  "tributary.channel.webhooks.first-look=10ms",
  "tributary.channel.webhooks.look-out=50ms",
  "tributary.channel.passes.every=3650d",
  "tributary.channel.worker.look-out=50ms",
  "tributary.channel.worker.cooldown=1ms"
})
class ChatWebhooksIT implements RegistrationContract {

  private static final UnipileSimulator SIMULATOR = UnipileSimulator.start(UnipileOptions.empty().withMode(Mode.LIVE));
  private static final PublicDoor DOOR = PublicDoor.open();
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();
  private static final WhatsAppContact ADA = WhatsAppContact.of("Ada", "+33660036335").withLid("140874994434143");
  private static final WhatsAppContact BOB = WhatsAppContact.of("Bob", "+33660036336").withLid("140874994434144");

  @Autowired private EventPublisher publisher;
  @Autowired private Database database;
  @LocalServerPort private int port;

  private String tenant;
  private RunningService service;
  private Messenger account;
  private Instant now;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
    properties.add("tributary.channel.registration.public-url", DOOR::address);
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  /** A tenant and an account of its own each time, and UniPile told by the service where its events go. */
  @BeforeEach
  void connect() {
    DOOR.leadsTo(port);
    tenant = "t-" + UUID.randomUUID();
    now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    account = SIMULATOR.connect(WhatsAppContact.of("Owner", "+4930123456%02d".formatted(ACCOUNTS.incrementAndGet())));
    service = new RunningService(Channel.WHATSAPP, tenant, publisher, port);
    service.connect(account.id());
    awaitRegistered();
  }

  @Override
  public RunningService service() {
    return service;
  }

  @Override
  public String connected() {
    return account.id();
  }

  @Override
  public List<String> registered() {
    return SIMULATOR.webhooks().all().stream().filter(it -> it.accounts().contains(account.id())).map(Webhook::source).toList();
  }

  @Override
  public String traffic() {
    return "messaging";
  }

  @Test
  void aMessageIsPublishedAsItComesAndAsksNobody() {
    long before = calls();

    account.chatWith(ADA).receive("Hello", now);
    account.chatWith(ADA).send("Hello Ada", now.plusMillis(1));

    await().atMost(LONG).untilAsserted(() -> assertThat(service.communications()).hasSize(2));
    assertThat(service.communications()).allSatisfy(event -> {
      assertThat(event.getLearntBy()).isEqualTo(LearntBy.WEBHOOK);
      assertThat(event.getChat()).isEqualTo(account.chatWith(ADA).providerId());
      assertThat(event.getGroup()).isFalse();
      assertThat(event.getParticipants()).hasSize(2);
    });
    assertThat(sender("Hello")).isEqualTo(ADA.phone());
    assertThat(service.communication("Hello Ada").getOutbound()).isTrue();
    assertThat(service.communication("Hello Ada").getParticipants().getLast().getAliases().getFirst().getCanonical()).isEqualTo(ADA.phone());
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void whatHappensToAMessageLaterMakesItBeReadAgain() {
    var chat = account.chatWith(ADA);
    var message = chat.send("Tomorow?", now);
    await().atMost(LONG).untilAsserted(() -> assertThat(service.communications()).hasSize(1));

    chat.edit(message.id(), "Tomorrow?");
    chat.read(message.id(), ADA, now.plusSeconds(1));

    await().atMost(LONG).untilAsserted(() -> assertThat(service.communications().getLast().getChatHints().getSeen()).isTrue());
    assertThat(service.communications().getLast().getText().getText()).isEqualTo("Tomorrow?");
    assertThat(service.communications().getLast().getChatHints().getEdited()).isTrue();
    assertThat(service.communications()).extracting(CommunicationObserved::getExternalId).containsOnly(message.providerId());
    assertThat(service.communications()).extracting(CommunicationObserved::getChat).containsOnly(chat.providerId());
  }

  @Test
  void aGroupIsLearntWhenSomebodyWritesThereAndItsHistoryReadWithTheNextSyncOfAMember() {
    var group = account.group("Team", ADA, BOB);
    account.quietly(() -> group.receive(ADA, Message.Content.of("Long ago"), now.minus(Duration.ofDays(400))));

    group.receive(BOB, Message.Content.of("Hello all"), now);
    await().atMost(LONG).untilAsserted(() -> assertThat(service.communications()).hasSize(1));
    assertThat(service.communication("Hello all").getGroup()).isTrue();
    assertThat(service.communication("Hello all").getChatHints().getGroupSize()).isEqualTo(2);
    assertThat(sender("Hello all")).isEqualTo(BOB.phone());
    await().atMost(LONG).untilAsserted(() -> assertThat(membersKnown()).isEqualTo(2));

    service.changed(66, 1, null, WhatsAppWorld.phone(ADA.phone()));

    await().atMost(LONG).untilAsserted(() -> assertThat(service.communications()).extracting(event -> event.getText().getText()).contains("Long ago"));
    assertThat(service.communication("Long ago").getFoundFor()).isEqualTo(66L);
    assertThat(service.communication("Long ago").getChatHints().getGroupSize()).as("the owner is one of them").isEqualTo(3);
    assertThat(sender("Long ago")).isEqualTo(ADA.phone());
  }

  @Test
  void whatNoWebhookBroughtIsFoundByThePass() {
    account.quietly(() -> account.chatWith(ADA).receive("Lost", now));
    account.quietly(() -> account.group("Lost team", ADA, BOB).receive(BOB, Message.Content.of("Lost there"), now.plusMillis(1)));

    await().atMost(LONG).until(() -> database.<Integer>asWorker(db -> db.update(ACCOUNT_PASSES)
        .set(ACCOUNT_PASSES.NEXT_AT, Instant.EPOCH.atOffset(ZoneOffset.UTC))
        .where(ACCOUNT_PASSES.TENANT.eq(tenant))
        .execute()) == 1);

    await().atMost(LONG).untilAsserted(() -> assertThat(service.communications()).hasSize(2));
    assertThat(sender("Lost")).isEqualTo(ADA.phone());
    assertThat(service.communication("Lost there").getGroup()).isTrue();
    assertThat(sender("Lost there")).isEqualTo(BOB.phone());
  }

  private int membersKnown() {
    return database.asWorker(db -> Objects.requireNonNull(
        db.fetchSingle("select count(distinct person) from chat_people where tenant = ?", tenant).get(0, Integer.class)));
  }

  private long calls() {
    return SIMULATOR.log().stream().filter(call -> account.id().equals(call.account())).map(LoggedCall::path).filter(path -> path.contains("/chat")
        || path.contains("/messages")).count();
  }

  private String sender(String text) {
    return service.communication(text).getParticipants().getFirst().getAliases().getFirst().getCanonical();
  }
}
