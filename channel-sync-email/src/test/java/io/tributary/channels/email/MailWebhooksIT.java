package io.tributary.channels.email;

import static io.tributary.channels.jooq.Tables.ACCOUNT_PASSES;
import static io.tributary.channels.jooq.Tables.CONNECTIONS;
import static io.tributary.channels.jooq.Tables.WEBHOOK_HINTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.channels.testing.RunningService;
import io.tributary.channels.webhook.WebhookMetric;
import io.tributary.events.BulkClass;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.LearntBy;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import io.tributary.simulators.webhook.Delivery;
import io.tributary.simulators.webhook.DeliveryRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Live mail, from UniPile's webhook to the topic of communications. */
@TributaryTest(database = "email_sync", properties = {
  "tributary.channel.webhooks.first-look=10ms",
  "tributary.channel.webhooks.look-out=50ms",
  "tributary.channel.webhooks.largest-body=200KB",
  "tributary.channel.passes.every=3650d",
  "tributary.channel.worker.look-out=50ms",
  "tributary.channel.worker.cooldown=1ms"
})
class MailWebhooksIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final UnipileSimulator SIMULATOR = simulator();
  private static final List<String> OWNERS = new ArrayList<>(List.of("w1@own.example", "w2@own.example", "w3@own.example", "w4@own.example",
      "w5@own.example", "w6@own.example", "w7@own.example", "w8@own.example", "w9@own.example"));

  @Autowired private EventPublisher publisher;
  @Autowired private Database database;
  @Autowired private MeterRegistry metrics;
  @LocalServerPort private int port;

  private String tenant;
  private String owner;
  private String account;
  private RunningService service;
  private WebhookDriver webhooks;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
  }

  /** A tenant and a mailbox of its own each time. */
  @BeforeEach
  void connect() {
    tenant = "t-" + UUID.randomUUID();
    owner = OWNERS.removeFirst();
    account = SIMULATOR.accountOf(owner);
    service = new RunningService(Channel.EMAIL, tenant, publisher, port);
    service.connect(account);
    webhooks = WebhookDriver.registered(tenant, port, "{\"all_accounts\": true}");
  }

  @Test
  void aWholeMailIsPublishedOnceHoweverOftenItComesAndAsksNobody() {
    var mail = arrives("whole");
    long before = SIMULATOR.calls().total();

    assertThat(webhooks.post(WebhookDriver.event("mail_received", mail, true))).isEqualTo(200);
    assertThat(webhooks.post(WebhookDriver.event("mail_received", mail, true))).isEqualTo(200);
    awaitRead();

    assertThat(published()).extracting(CommunicationObserved::getExternalId).containsExactly("whole@example.org");
    assertThat(published().getFirst().getLearntBy()).isEqualTo(LearntBy.WEBHOOK);
    assertThat(published().getFirst().getFoundFor()).isNull();
    assertThat(SIMULATOR.calls().total()).isEqualTo(before);
  }

  @Test
  void anIncompleteMailIsReadByItsIdOnceAndAReplayAsksNobody() {
    var mail = arrives("hinted", "List-Id: <list.example.org>");
    var event = WebhookDriver.event("mail_received", mail, false);
    long before = SIMULATOR.calls().total();

    webhooks.post(event);
    webhooks.post(event);
    await().atMost(LONG).untilAsserted(() -> assertThat(published()).hasSize(1));
    assertThat(published().getFirst().getEmail().getBulk()).as("its headers were read").isEqualTo(BulkClass.LIST);
    await().atMost(LONG).until(() -> hints() == 0);
    assertThat(SIMULATOR.calls().total() - before).isEqualTo(1);

    replay();
    awaitRead();
    assertThat(hints()).isZero();
    assertThat(published()).hasSize(1);
    assertThat(SIMULATOR.calls().total() - before).isEqualTo(1);
  }

  @Test
  void ownMailIsOutboundAndADraftIsNothing() {
    var sent = arrivesFrom(owner, "sent");
    webhooks.post(WebhookDriver.event("mail_sent", sent, true).replace("\"role\":\"inbox\"", "\"role\":\"sent\""));
    webhooks.post(WebhookDriver.event("mail_received", arrives("draft"), true).replaceAll("\"role\":\"[a-z]+\"", "\"role\":\"drafts\""));
    awaitRead();

    assertThat(published()).singleElement().satisfies(mail -> {
      assertThat(mail.getExternalId()).isEqualTo("sent@example.org");
      assertThat(mail.getOutbound()).isTrue();
    });
  }

  @Test
  void strangersAreRefusedAlikeAndWhatIsTooLargeIsSaid() {
    var event = WebhookDriver.event("mail_received", arrives("refused"), true);

    assertThat(webhooks.withSecret("wrong").post(event)).isEqualTo(401);
    assertThat(webhooks.withSecret("").post(event)).isEqualTo(401);
    assertThat(webhooks.withPath("/webhooks/unipile/email/AAAAAAAAAAAAAAAAAAAAAA").post(event)).isEqualTo(401);
    assertThat(webhooks.withPath(webhooks.path().replace("/email/", "/whatsapp/")).post(event)).isEqualTo(401);
    assertThat(webhooks.post("{\"account_id\": \"%s\", \"body\": \"%s\"}".formatted(account, "x".repeat(200 * 1024)))).isEqualTo(413);
    assertThat(webhooks.withPath(webhooks.path().replace("/email/", "/")).post(event)).as("without the channel, at the service itself").isEqualTo(200);
    awaitRead();

    assertThat(published()).hasSize(1);
    assertThat(EventReader.all(Topics.EMAIL_WEBHOOKS).stream().filter(it -> it.key().startsWith(tenant + "|"))).hasSize(2);
  }

  @Test
  void anotherTenantsAccountIsNobodysWhateverTheBodySays() {
    var stranger = WebhookDriver.registered("x" + tenant, port, "{\"all_accounts\": true}");

    double unknown = read("unknown_account");
    double states = read("status");

    stranger.post(WebhookDriver.event("mail_received", arrives("foreign"), true));
    stranger.status(account, "CREDENTIALS");
    await().atMost(LONG).until(() -> read("unknown_account") > unknown && read("status") > states);

    assertThat(published()).isEmpty();
    assertThat(connection().getStatus()).isEqualTo("OK");
    assertThat(EventReader.all(Topics.COMMUNICATIONS).stream().filter(it -> it.key().startsWith(stranger.tenant() + "|"))).isEmpty();
  }

  @Test
  void whatNoWebhookBroughtIsFoundByThePassAndCounted() {
    var brought = arrives("brought");
    webhooks.post(WebhookDriver.event("mail_received", brought, true));
    arrives("lost-1");
    arrives("lost-2");
    awaitRead();
    assertThat(published()).hasSize(1);

    passIsDue();

    await().atMost(LONG).untilAsserted(() -> assertThat(published()).extracting(CommunicationObserved::getExternalId)
        .containsExactlyInAnyOrder("brought@example.org", "lost-1@example.org", "lost-2@example.org"));
    await().atMost(LONG).until(() -> passes() == 1);
    assertThat(missed()).isEqualTo(2);

    passIsDue();
    await().atMost(LONG).until(() -> passes() == 2);
    assertThat(missed()).as("found again in the overlap, they are known").isEqualTo(2);
    assertThat(published()).hasSize(3);
  }

  @Test
  void whateverUniPileLosesDoublesReordersOrCutsIsThereOnceInTheEnd() {
    webhooks.registerAt(SIMULATOR.uri(), account);
    var faults = SIMULATOR.webhooks().faults();
    faults.add(DeliveryRule.of(DeliveryRule.Kind.LOSE).account(account).share(0.2, 1));
    faults.add(DeliveryRule.of(DeliveryRule.Kind.DUPLICATE).account(account).share(0.3, 2));
    faults.add(DeliveryRule.of(DeliveryRule.Kind.REORDER).account(account).share(0.3, 3));
    faults.add(DeliveryRule.of(DeliveryRule.Kind.INCOMPLETE).account(account).share(0.5, 4));
    var ids = IntStream.range(0, 30).mapToObj(i -> "storm-" + i).toList();

    ids.forEach(id -> deliver("Ada@Example.org", id));
    SIMULATOR.webhooks().release();
    await().atMost(LONG).until(() -> deliveries().stream()
        .allMatch(it -> it.state() == Delivery.State.DELIVERED || it.state() == Delivery.State.LOST));
    faults.clear();
    awaitRead();
    await().atMost(LONG).until(() -> hints() == 0);
    long lost = deliveries().stream().filter(it -> it.state() == Delivery.State.LOST).count();
    assertThat(published()).hasSize(ids.size() - (int) lost);

    passIsDue();

    await().atMost(LONG).until(() -> passes() == 1);
    assertThat(lost).isPositive();
    assertThat(missed()).isEqualTo(lost);
    assertThat(published()).extracting(CommunicationObserved::getExternalId)
        .containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> id + "@example.org").toList());
  }

  @Test
  void anAccountThatLostItsAccessIsNotAskedAndIsCaughtUpWithWhenItIsBack() {
    webhooks.status(account, "CREDENTIALS");
    await().atMost(LONG).until(() -> connection().getStatus().equals(ConnectionStatus.RECONNECT_NEEDED.name()));
    assertThat(connection().getStatusReason()).contains("CREDENTIALS");
    await().atMost(LONG).untilAsserted(() -> assertThat(service.connections().getLast().getStatus()).isEqualTo(ConnectionStatus.RECONNECT_NEEDED));
    passIsDue();
    arrives("in-the-gap");
    long asked = SIMULATOR.calls().total();

    service.changed(7, 1, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", EmailAddresses.identify("ada@example.org").found().orElseThrow());
    await().atMost(LONG).until(() -> !service.jobs().isEmpty() && service.status(7).path("state").stringValue().equals("idle"));
    assertThat(SIMULATOR.calls().total()).as("calls while it was away").isEqualTo(asked);

    webhooks.status(account, "RECONNECTED");
    webhooks.status(account, "RECONNECTED");

    await().atMost(LONG).untilAsserted(() -> assertThat(published()).extracting(CommunicationObserved::getExternalId)
        .contains("in-the-gap@example.org"));
    assertThat(connection().getStatus()).isEqualTo("OK");
    await().atMost(LONG).untilAsserted(() -> assertThat(published()).extracting(CommunicationObserved::getFoundFor)
        .as("the record that was synced without the account is synced again").contains(7L));
  }

  @Test
  void anOldStateThatIsReplayedChangesNothing() {
    webhooks.status(account, "CREDENTIALS");
    await().atMost(LONG).until(() -> connection().getStatus().equals("RECONNECT_NEEDED"));
    webhooks.status(account, "OK");
    await().atMost(LONG).until(() -> connection().getStatus().equals("OK"));
    long version = connection().getVersion();

    replay();
    awaitRead();

    assertThat(connection().getStatus()).isEqualTo("OK");
    assertThat(connection().getVersion()).isEqualTo(version);
  }

  /** Everything of this tenant once more, as an operator would have it read again. */
  private void replay() {
    publisher.publish(EventReader.all(Topics.EMAIL_WEBHOOKS).stream()
        .filter(it -> it.key().startsWith(tenant + "|"))
        .map(it -> Outgoing.of(Topics.EMAIL_WEBHOOKS, it.key(), Objects.requireNonNull(it.value())))
        .toList());
  }

  /** All that was sent for the account before was read: its events keep their order. */
  private void awaitRead() {
    var sentAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    assertThat(webhooks.post("{\"event\": \"mail_opened\", \"account_id\": \"%s\"}".formatted(account))).isEqualTo(200);
    await().atMost(LONG).until(() -> connection().getLastWebhookReceived() != null
        && !connection().getLastWebhookReceived().toInstant().isBefore(sentAt));
  }

  private double read(String outcome) {
    return metrics.counter(WebhookMetric.READ, "outcome", outcome).count();
  }

  private void passIsDue() {
    await().atMost(LONG).until(() -> database.<Integer>asWorker(db -> db.update(ACCOUNT_PASSES)
        .set(ACCOUNT_PASSES.NEXT_AT, Instant.EPOCH.atOffset(ZoneOffset.UTC))
        .where(ACCOUNT_PASSES.TENANT.eq(tenant))
        .execute()) == 1);
  }

  private long passes() {
    return database.asWorker(db -> db.select(ACCOUNT_PASSES.PASSES).from(ACCOUNT_PASSES).where(ACCOUNT_PASSES.TENANT.eq(tenant)).fetchSingle().value1());
  }

  private long missed() {
    return database.asWorker(db -> db.select(ACCOUNT_PASSES.MISSED).from(ACCOUNT_PASSES).where(ACCOUNT_PASSES.TENANT.eq(tenant)).fetchSingle().value1());
  }

  private int hints() {
    return database.asWorker(db -> db.fetchCount(WEBHOOK_HINTS, WEBHOOK_HINTS.TENANT.eq(tenant)));
  }

  private ConnectionsRecord connection() {
    return database.asWorker(db -> db.fetchSingle(CONNECTIONS, CONNECTIONS.TENANT.eq(tenant)));
  }

  private List<CommunicationObserved> published() {
    return service.communications();
  }

  private JsonNode arrives(String id, String... headers) {
    return arrivesFrom("Ada@Example.org", id, headers);
  }

  private List<Delivery> deliveries() {
    return SIMULATOR.webhooks().deliveries().stream().filter(it -> account.equals(it.account())).toList();
  }

  /** A mail arrives in the mailbox. What UniPile says of it. */
  private JsonNode arrivesFrom(String from, String id, String... headers) {
    deliver(from, id, headers);
    return shown(id);
  }

  private void deliver(String from, String id, String... headers) {
    SIMULATOR.deliver(account, """
        Message-ID: <%s@example.org>\r
        Date: %s\r
        From: %s\r
        To: %s\r
        Subject: Live\r
        %s\r
        \r
        Hello.\r
        """.formatted(id, DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)), from, from.equals(owner) ? "ada@example.org" : owner,
            String.join("\r\n", headers.length == 0 ? new String[] {"X-Test: none"} : headers)).getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode shown(String id) {
    var list = WebhookDriver.JSON.readTree(WebhookDriver.send(HttpRequest.newBuilder(URI.create(
            SIMULATOR.uri() + "/api/v1/emails?account_id=" + account + "&meta_only=false&include_headers=true"))
        .header("X-API-KEY", UnipileOptions.DEFAULT_KEY)).body());
    for (var mail : list.path("items")) {
      if (mail.path("message_id").asString("").contains(id + "@example.org")) {
        return mail;
      }
    }
    throw new AssertionError("The simulator shows no mail " + id);
  }

  private static UnipileSimulator simulator() {
    try {
      var folder = new MailboxFolder(Files.createTempDirectory("mailboxes-"));
      for (int i = 1; i <= 9; i++) {
        folder.mail("w" + i + "@own.example", "old" + i + "@example.org", Instant.parse("2024-05-01T10:00:00Z"), "bob@example.org", "w" + i + "@own.example");
      }
      return UnipileSimulator.start(UnipileOptions.over(folder.root()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
