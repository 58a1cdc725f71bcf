package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.webhook.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is registered at the provider stays as it was registered, and nothing else leads to us: its list is compared with what we remember. */
class KeptRegistrationsIT extends RegistrationTest {

  @BeforeEach
  void registeredOnce() {
    service.connect(account);
    awaitRegistered();
  }

  @Test
  void whatIsAsItWasRegisteredStays() {
    var before = registered();
    leaveOneCall();

    compareNow();

    await().atMost(LONG).until(this::isCompared);
    assertThat(registered()).isEqualTo(before);
    assertThat(left()).as("of whose calls the account paid").isLessThan(0.5);
  }

  @Test
  void aWebhookThatSomebodyElseRemovedIsRegisteredAgain() {
    var before = registered();
    SIMULATOR.webhooks().forget(before.getFirst().id());

    compareNow();

    awaitRegisteredInsteadOf(before);
  }

  @Test
  void soItIsWhereTheAccountsBudgetIsSmallAndUsedUp() {
    var before = registered();
    SIMULATOR.webhooks().forget(before.getFirst().id());
    database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 40 where tenant = ?", tenant));
    database.runAsWorker(db -> db.execute("update budgets set calls = 0, rate = 40, refilled_at = clock_timestamp() where tenant = ?", tenant));

    compareNow();

    awaitRegisteredInsteadOf(before);
    assertThat(left()).as("counted all the same").isNegative();
  }

  @Test
  void webhooksOfWhichNothingIsRememberedServeUntilTheyAreReplaced() {
    var before = registered();
    database.runAsWorker(db -> db.execute("update webhook_registrations set webhooks = null where tenant = ?", tenant)); // as V11 left them
    var refused = SIMULATOR.faults().add(FaultRule.refuse(503, "service_unavailable").method("DELETE").path("/api/v1/webhooks"));
    try {
      compareNow();

      await().atMost(LONG).until(() -> number("select count(*) from webhook_registrations where tenant = ? and url is null") == 1);
      assertThat(registered()).isEqualTo(before);
    } finally {
      SIMULATOR.faults().clear(refused);
    }
    await().atMost(LONG).until(() -> {
      database.runAsWorker(db -> db.execute(
          "update webhook_registrations set due_at = '1970-01-01 00:00Z' where tenant = ? and url is null "
              + "and due_at between clock_timestamp() and clock_timestamp() + interval '3 minutes'", tenant)); // waits, not who has it in hand
      return isRegistered();
    });
    awaitRegisteredInsteadOf(before);
  }

  @Test
  void aWebhookThatSomebodyElseSwitchedOffOrTurnedToLessIsRegisteredAgain() {
    var on = registered();
    SIMULATOR.webhooks().register(changed(on.getFirst(), false, on.getFirst().events()));
    compareNow();
    awaitRegisteredInsteadOf(on);

    var all = registered();
    var mails = all.stream().filter(it -> it.source().equals("email")).findFirst().orElseThrow();
    SIMULATOR.webhooks().register(changed(mails, true, List.of("mail_received")));
    compareNow();
    awaitRegisteredInsteadOf(all);
  }

  @Test
  void whatLeadsToUsAndIsNotRememberedIsRemovedAndWhatIsOthersStays() {
    var ours = registered();
    var byHand = URI.create(service.endpointForAllAccounts().path("path").asString()).getPath();
    var late = elsewhere(publicUrl("an-endpoint-that-was-given-up"), account);
    var twice = elsewhere(ours.getFirst().url().toString(), account);
    var kept = List.of(
        elsewhere(publicUrl(byHand.substring(byHand.lastIndexOf('/') + 1)), account),
        elsewhere("https://elsewhere.example/hook", account),
        elsewhere(publicUrl("of-another-deployments-account"), nobodysAccount()));

    compareNow();

    await().atMost(LONG).until(this::isCompared);
    assertThat(SIMULATOR.webhooks().all()).doesNotContain(late, twice).containsAll(kept).containsAll(ours);
  }

  /** Of a limit so small that nothing comes back while the test runs. */
  private void leaveOneCall() {
    database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 1 where tenant = ?", tenant));
    database.runAsWorker(db -> db.execute("update budgets set calls = 1, rate = 1, refilled_at = clock_timestamp() where tenant = ?", tenant));
    assertThat(left()).isEqualTo(1);
  }

  private double left() {
    return database.asWorker(db -> db.fetchSingle("select calls from budgets where tenant = ?", tenant).get(0, Double.class));
  }

  private void compareNow() {
    int due = database.<Integer>asWorker(
        db -> db.execute("update webhook_registrations set compare_at = '1970-01-01 00:00Z' where tenant = ? and url is not null", tenant));
    assertThat(due).isEqualTo(1);
  }

  private boolean isCompared() {
    return number("select count(*) from webhook_registrations where tenant = ? and compare_at > clock_timestamp() and due_at <= clock_timestamp()") == 1;
  }

  private void awaitRegisteredInsteadOf(List<Webhook> before) {
    var ids = before.stream().map(Webhook::id).toList();
    await().atMost(LONG).until(() -> isRegistered() && registered().size() == 2 && registered().stream().map(Webhook::id).noneMatch(ids::contains));
    assertThat(registered()).extracting(Webhook::source).containsExactlyInAnyOrder("email", "account_status");
    assertThat(registered()).extracting(Webhook::url).doesNotContainAnyElementsOf(before.stream().map(Webhook::url).toList());
  }

  /** Registered by somebody else, or by a request that nobody waits for any more. */
  private static Webhook elsewhere(String url, String account) {
    var webhook = new Webhook(
        "w-" + UUID.randomUUID(), "email", URI.create(url), "somebody's", "json", Set.of(account), true, List.of(), List.of(), List.of("mail_received"));
    SIMULATOR.webhooks().register(webhook);
    return webhook;
  }

  private static Webhook changed(Webhook webhook, boolean enabled, @Nullable List<String> events) {
    return new Webhook(
        webhook.id(), webhook.source(), webhook.url(), webhook.name(), webhook.format(), webhook.accounts(), enabled, webhook.headers(), webhook.data(),
        events);
  }
}
