package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.secrets.ProviderAccess;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.webhook.Webhook;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A tenant whose DSN or key changes, or who is removed, leaves nothing registered with the access it had. */
@ExtendWith(OutputCaptureExtension.class)
class ChangedAccessIT extends RegistrationTest {

  private final ProviderAccess own = new ProviderAccess(OTHER.uri(), OTHERS_KEY);

  @BeforeEach
  void registeredWithTheServicesAccess() {
    service.connect(account);
    awaitRegistered();
  }

  /** All tests of registrations ask the same provider. */
  @AfterEach
  void nothingIsRefusedAnyMore() {
    SIMULATOR.faults().clear();
  }

  @Test
  void theNewAccessIsRegisteredWithAndWhatTheOldOneRegisteredIsRemoved() {
    settings(1, own);

    await().atMost(LONG).until(() -> isRegistered() && registeredAt(OTHER).size() == 2);
    await().atMost(LONG).until(() -> number("select count(*) from former_registrations where tenant = ?") == 0);
    assertThat(registered()).isEmpty();
    assertThat(registeredAt(OTHER)).extracting(Webhook::source).containsExactlyInAnyOrder("email", "account_status");
    assertThat(number("select count(*) from webhook_endpoints where tenant = ?")).isEqualTo(1);
  }

  @Test
  void anOldAccessThatIsRefusedIsForgottenAndThatIsSaidOnce(CapturedOutput output) {
    SIMULATOR.faults().add(FaultRule.refuse(401, "missing_credentials").method("GET").path("/api/v1/webhooks"));

    settings(1, own);

    await().atMost(LONG).until(() -> number("select count(*) from former_registrations where tenant = ?") == 0 && registeredAt(OTHER).size() == 2);
    await().atMost(LONG).untilAsserted(() -> assertThat(linesOf(output)).hasSize(1));
    assertThat(registered()).as("left for a person").hasSize(2);
  }

  @Test
  void anOldAccessThatDoesNotAnswerHoldsNothingUp() {
    settings(1, new ProviderAccess(URI.create("http://127.0.0.1:1"), "gone"));
    await().atMost(LONG).until(() -> registered().isEmpty());
    await().atMost(LONG).until(() -> number("select count(endpoint) from webhook_registrations where tenant = ? and attempts > 0") == 1);

    settings(2, own);

    await().atMost(LONG).until(() -> isRegistered() && registeredAt(OTHER).size() == 2);
    assertThat(number("select count(access) from former_registrations where tenant = ?")).as("kept until it answers").isEqualTo(1);
    database.runAsWorker(db -> db.execute("delete from former_registrations where tenant = ?", tenant));
  }

  @Test
  void theSameAccessSealedAgainChangesNothing() {
    settings(1, own);
    await().atMost(LONG).until(() -> isRegistered() && registeredAt(OTHER).size() == 2);
    var before = registeredAt(OTHER);

    var again = settings(2, own);

    await().atMost(LONG).until(() -> Arrays.equals(again, database.asWorker(
        db -> db.fetchSingle("select access from webhook_registrations where tenant = ?", tenant).get(0, byte[].class))));
    assertThat(isRegistered()).isTrue();
    assertThat(registeredAt(OTHER)).isEqualTo(before);
  }

  @Test
  void ofATenantThatIsRemovedNothingStaysRegisteredAndOneThatComesBackIsRegisteredAgain() {
    settings(1, own);
    await().atMost(LONG).until(() -> isRegistered() && registeredAt(OTHER).size() == 2);

    publisher.publish(List.of(Outgoing.tombstone(Topics.TENANT_SETTINGS, tenant)));

    await().atMost(LONG).until(() -> registeredAt(OTHER).isEmpty() && registered().isEmpty()
        && number("select count(*) from webhook_registrations where tenant = ?") + number("select count(*) from former_registrations where tenant = ?") == 0);
    assertThat(number("select count(*) from webhook_endpoints where tenant = ?")).isZero();

    settings(2, own);
    await().atMost(LONG).until(() -> isRegistered() && registeredAt(OTHER).size() == 2);
  }

  /** @return the access as it is sealed */
  private byte[] settings(long version, ProviderAccess access) {
    var sealed = access.seal(vault, tenant);
    publisher.publish(List.of(Outgoing.of(Topics.TENANT_SETTINGS, tenant, TenantSettings.newBuilder()
        .setTenant(tenant)
        .setVersion(version)
        .setProviderConfiguration(ByteBuffer.wrap(sealed))
        .setChangedAt(Instant.EPOCH)
        .build())));
    return sealed;
  }

  private List<String> linesOf(CapturedOutput output) {
    return output.getAll().lines().filter(line -> line.contains(tenant) && line.contains("stay at the provider")).toList();
  }
}
