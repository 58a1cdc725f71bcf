package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.testing.RunningService;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.testing.TestTokens;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import io.tributary.simulators.webhook.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** With a public address, webhooks are registered at UniPile by the service itself, and arrive. */
@TributaryTest(database = "email_sync", properties = {
  "tributary.channel.webhooks.look-out=50ms",
  "tributary.channel.webhooks.first-look=10ms",
  "tributary.channel.passes.every=3650d",
  "tributary.channel.worker.look-out=50ms"
})
class RegisteredWebhooksIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final UnipileSimulator SIMULATOR = simulator();
  private static final PublicDoor DOOR = PublicDoor.open();
  private static final List<String> OWNERS = new ArrayList<>(List.of("r1@own.example", "r2@own.example", "r3@own.example", "r4@own.example", "r5@own.example"));

  @Autowired private EventPublisher publisher;
  @Autowired private Database database;
  @LocalServerPort private int port;

  private String tenant;
  private String owner;
  private String account;
  private RunningService service;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
    properties.add("tributary.channel.registration.public-url", () -> DOOR.address() + "/");
  }

  /** A tenant and a mailbox of its own each time. */
  @BeforeEach
  void connected() {
    DOOR.leadsTo(port);
    tenant = "t-" + UUID.randomUUID();
    owner = OWNERS.removeFirst();
    account = SIMULATOR.accountOf(owner);
    service = new RunningService(Channel.EMAIL, tenant, publisher, port);
  }

  @Test
  void whatHappensInAConnectedAccountArrivesAndWhatItSentIsCountedOnce() {
    service.connect(account);
    awaitRegistered();
    assertThat(registered()).extracting(Webhook::source).containsExactlyInAnyOrder("email", "account_status");

    SIMULATOR.deliver(account, mail("came", "ada@example.org", owner));
    SIMULATOR.deliver(account, mail("sent", owner, "ada@example.org"));

    await().atMost(LONG).untilAsserted(() -> assertThat(service.communications()).extracting(CommunicationObserved::getExternalId)
        .contains("came@example.org", "sent@example.org"));
    assertThat(service.communications()).allSatisfy(mail -> assertThat(mail.getLearntBy()).isEqualTo(LearntBy.WEBHOOK));
    await().atMost(LONG).untilAsserted(() -> assertThat(connection().path("messages_sent_count").asLong()).isEqualTo(1));

    await().atMost(LONG).until(() -> database.<Integer>asWorker(
        db -> db.execute("update account_passes set next_at = '1970-01-01 00:00Z' where tenant = ?", tenant)) == 1);
    await().atMost(LONG).until(() -> number("select coalesce(sum(passes), 0) from account_passes where tenant = ?") == 1);
    assertThat(connection().path("messages_sent_count").asLong()).as("seen again by the pass").isEqualTo(1);
  }

  @Test
  void connectedAgainItStaysRegisteredOnceAndDisconnectedItIsNotAnyMore() {
    long before = registrations();
    service.connect(account);
    awaitRegistered();

    service.connect(account);
    http().delete().uri("/api/channels/email/connections/" + account).retrieve().toBodilessEntity();

    await().atMost(LONG).untilAsserted(() -> assertThat(registered()).isEmpty());
    await().atMost(LONG).until(() -> number("select count(*) from webhook_registrations where tenant = ?") == 0);
    assertThat(number("select count(*) from webhook_endpoints where tenant = ?")).isZero();
    assertThat(registrations() - before).isEqualTo(2);
  }

  @Test
  void anEndpointThatIsRemovedByHandIsReplacedByOneWithAnotherSecret() {
    service.connect(account);
    awaitRegistered();
    var first = registered();

    http().delete().uri("/api/channels/email/webhooks/" + endpoint()).retrieve().toBodilessEntity();

    await().atMost(LONG).until(() -> registered().size() == 2 && registered().stream().noneMatch(first::contains));
    awaitRegistered();
    assertThat(registered()).extracting(Webhook::url).doesNotContainAnyElementsOf(first.stream().map(Webhook::url).toList());
    assertThat(secretsOf(registered())).doesNotContainAnyElementsOf(secretsOf(first));
  }

  @Test
  void whatWasRegisteredWithoutAnAnswerIsNotRegisteredTwice() {
    var fault = SIMULATOR.faults().add(FaultRule.refuseAfterwards(504, "request_timeout").method("POST").path("/api/v1/webhooks"));
    service.connect(account);
    await().atMost(LONG).until(() -> registered().size() == 1);
    var lost = registered();

    SIMULATOR.faults().clear(fault);

    await().atMost(LONG).until(() -> {
      database.runAsWorker(db -> db.execute(
          "update webhook_registrations set due_at = '1970-01-01 00:00Z' where tenant = ? and url is null "
              + "and due_at between clock_timestamp() and clock_timestamp() + interval '3 minutes'", tenant)); // waits, not who has it in hand
      return isRegistered();
    });
    assertThat(registered()).extracting(Webhook::source).containsExactlyInAnyOrder("email", "account_status");
    assertThat(registered()).doesNotContainAnyElementsOf(lost);
    assertThat(number("select count(*) from webhook_endpoints where tenant = ?")).isEqualTo(1);
  }

  @Test
  void whoIsHeldUpUntilAnotherHasTheAccountTakesBackWhatItRegistered() {
    long before = registrations();
    var held = SIMULATOR.faults().add(FaultRule.of(FaultRule.Kind.HANG).method("POST").path("/api/v1/webhooks"));
    service.connect(account);
    await().atMost(LONG).until(() -> number("select count(endpoint) from webhook_registrations where tenant = ?") == 1);
    database.runAsWorker(db -> db.execute(
        "update webhook_registrations set due_at = clock_timestamp() + interval '1 hour' where tenant = ?", tenant)); // as if another had it

    SIMULATOR.faults().clear(held);

    await().atMost(LONG).until(() -> registrations() - before == 2 && registered().isEmpty());
    assertThat(number("select count(url) from webhook_registrations where tenant = ?")).isZero();
    database.runAsWorker(db -> db.execute("update webhook_registrations set due_at = '1970-01-01 00:00Z' where tenant = ?", tenant));
    awaitRegistered();
    assertThat(registered()).extracting(Webhook::source).containsExactlyInAnyOrder("email", "account_status");
  }

  private void awaitRegistered() {
    await().atMost(LONG).until(this::isRegistered);
  }

  private boolean isRegistered() {
    return number(
        "select count(*) from webhook_registrations r join webhook_endpoints e on e.tenant = r.tenant and e.endpoint = r.endpoint "
            + "where r.tenant = ? and r.url is not null") == 1;
  }

  private List<Webhook> registered() {
    return SIMULATOR.webhooks().all().stream().filter(it -> it.accounts().contains(account)).toList();
  }

  private static List<String> secretsOf(List<Webhook> webhooks) {
    return webhooks.stream().flatMap(it -> it.headers().stream()).filter(it -> it.key().equals("Unipile-Auth")).map(Webhook.Header::value).toList();
  }

  /** How many were ever asked for. */
  private static long registrations() {
    return SIMULATOR.log().stream().filter(call -> call.method().equals("POST") && call.path().equals("/api/v1/webhooks")).count();
  }

  private String endpoint() {
    return http().get().uri("/api/channels/email/webhooks").retrieve().requiredBody(JsonNode.class).path("items").get(0).path("id").asString();
  }

  private JsonNode connection() {
    return http().get().uri("/api/channels/email/connections").retrieve().requiredBody(JsonNode.class).path("items").get(0);
  }

  private long number(String select) {
    return database.asWorker(db -> db.fetchSingle(select, tenant).get(0, Long.class));
  }

  private RestClient http() {
    return RestClient.builder().baseUrl("http://127.0.0.1:" + port).defaultHeader("Authorization", "Bearer " + TestTokens.of(tenant)).build();
  }

  private static byte[] mail(String id, String from, String to) {
    return """
        Message-ID: <%s@example.org>\r
        Date: %s\r
        From: %s\r
        To: %s\r
        Subject: Live\r
        \r
        Hello.\r
        """.formatted(id, DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)), from, to)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static UnipileSimulator simulator() {
    try {
      var folder = new MailboxFolder(Files.createTempDirectory("mailboxes-"));
      for (int i = 1; i <= 5; i++) {
        folder.mail("r" + i + "@own.example", "old" + i + "@example.org", Instant.parse("2024-05-01T10:00:00Z"), "bob@example.org", "r" + i + "@own.example");
      }
      return UnipileSimulator.start(UnipileOptions.over(folder.root()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
