package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.webhook.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** With a public address, webhooks are registered at UniPile by the service itself, and arrive. */
class RegisteredWebhooksIT extends RegistrationTest {

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
}
