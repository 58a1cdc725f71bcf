package io.tributary.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.unipile.TenantAccess;
import io.tributary.service.secrets.ProviderAccess;
import io.tributary.service.secrets.Vault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registrations are compared, and those of an access that was are removed, by one worker in the cluster at a time. */
class KeptRegistrationRowsIT {

  private static final String ADDRESS = "https://tributary.example";
  private static final Duration EVERY = Duration.ofHours(1);

  private final LiveFixture live = new LiveFixture("box-1", "box-2");
  private final RegistrationRows registrations = new RegistrationRows(live.database);
  private final ComparisonRows comparisons = new ComparisonRows(live.database);
  private final FormerRows formers = new FormerRows(live.database);

  @BeforeEach
  void bothAreRegistered() {
    live.database.runAsWorker(db -> List.of("webhook_registrations", "former_registrations", "tenant_settings").forEach(it -> db.execute("delete from " + it)));
    for (int i = 0; i < 2; i++) {
      var begun = registrations.begin(registrations.claim(ADDRESS).orElseThrow(), Secret.random()).orElseThrow();
      assertThat(registrations.registered(begun, ADDRESS, List.of("w1", "w2"), EVERY)).isTrue();
    }
  }

  @Test
  void aTenantsAccountsAreComparedTogetherAndByOneWorker() {
    assertThat(comparisons.claim(ADDRESS, EVERY)).as("just registered").isEmpty();
    comparisonsAreDue();

    var due = comparisons.claim(ADDRESS, EVERY).orElseThrow();

    assertThat(due.remembered().values()).extracting(Comparison.Remembered::account).containsExactlyInAnyOrder("box-1", "box-2");
    assertThat(due.remembered().values()).allSatisfy(it -> assertThat(it.webhooks()).containsExactly("w1", "w2"));
    assertThat(comparisons.claim(ADDRESS, EVERY)).isEmpty();
    assertThat(registrations.claim(ADDRESS)).as("nor registered meanwhile").isEmpty();

    assertThat(comparisons.end(due, List.of("box-2"), EVERY)).isEqualTo(1);
    assertThat(registrations.claim(ADDRESS).orElseThrow().account().account()).isEqualTo("box-2");
    assertThat(registrations.claim(ADDRESS)).isEmpty();
  }

  @Test
  void aComparisonThatTookTooLongChangesNothing() {
    comparisonsAreDue();
    var late = comparisons.claim(ADDRESS, EVERY).orElseThrow();
    live.database.runAsWorker(db -> db.execute("update webhook_registrations set due_at = due_at - interval '1 hour'"));
    comparisons.claim(ADDRESS, EVERY).orElseThrow();

    assertThat(comparisons.end(late, List.of("box-1", "box-2"), EVERY)).isZero();

    assertThat(live.number("select count(url) from webhook_registrations")).isEqualTo(2);
  }

  @Test
  void whatWasRegisteredWithAnotherAccessIsRemovedByOneWorkerWhileTheAccountsAreRegisteredAnew() {
    live.database.runAsWorker(db -> db.execute("update webhook_registrations set access = '\\x01'"));
    formers.part(formers.changed(Set.of()).orElseThrow());

    assertThat(formers.changed(Set.of())).isEmpty();
    var former = formers.claim().orElseThrow();
    assertThat(former.access()).containsExactly(1);
    assertThat(former.endpoints()).hasSize(2);
    assertThat(formers.claim()).isEmpty();
    assertThat(registrations.claim(ADDRESS)).isPresent();
    assertThat(live.number("select count(*) from webhook_endpoints")).isZero();

    assertThat(formers.later(former)).isEqualTo(Duration.ofSeconds(30));
    assertThat(formers.claim()).isEmpty();
    assertThat(formers.leave(former)).isEqualTo(2);
  }

  @Test
  void anAccessThatDoesNotOpenHereIsNoOtherAndHoldsNoOtherTenantUp() {
    var vault = Vault.of(Vault.newKeyset());
    hasOwnAccess(new ProviderAccess(URI.create("https://own.example"), "own").seal(vault, LiveFixture.TENANT));
    anotherTenantHasItsAccessNoMore();
    var withoutItsKey = new PartWithAccess(formers, access(Vault.of(Vault.newKeyset())));

    assertThat(withoutItsKey.work()).as("sees that it does not open").isTrue();
    assertThat(withoutItsKey.work()).as("parts with the other's").isTrue();
    assertThat(withoutItsKey.work()).as("leaves it for now").isFalse();

    assertThat(live.number("select count(endpoint) from webhook_registrations where url is not null")).isEqualTo(2);
    assertThat(live.number("select count(*) from webhook_endpoints")).isEqualTo(2);
    assertThat(live.number("select count(*) from former_registrations where tenant = 'zeta'")).isEqualTo(1);
    assertThat(live.number("select count(*) from former_registrations")).isEqualTo(1);

    assertThat(new PartWithAccess(formers, access(vault)).work()).as("with its key").isTrue();
    assertThat(live.number("select count(*) from former_registrations where tenant <> 'zeta'")).isEqualTo(2);
  }

  @Test
  void whatIsSealedAndNoAccessIsNoOtherAccess() {
    var vault = Vault.of(Vault.newKeyset());
    hasOwnAccess(vault.seal("neither a DSN nor a key", LiveFixture.TENANT + "|provider"));

    assertThat(new PartWithAccess(formers, access(vault)).work()).isTrue();

    assertThat(live.number("select count(*) from former_registrations")).isZero();
    assertThat(live.number("select count(*) from webhook_endpoints")).isEqualTo(2);
  }

  private TenantAccess access(Vault vault) {
    return new TenantAccess(new ProviderAccess(URI.create("https://services.example"), "services"), live.database, vault);
  }

  private void hasOwnAccess(byte[] sealed) {
    live.database.runAsWorker(db -> db.execute(
        "insert into tenant_settings (tenant, version, cooldown_seconds, provider_configuration) values (?, 1, 60, cast(? as bytea))",
        LiveFixture.TENANT, sealed));
  }

  private void anotherTenantHasItsAccessNoMore() {
    live.database.runAsWorker(db -> db.execute(
        "insert into webhook_registrations (tenant, account, endpoint, access, due_at) values ('zeta', 'box', 'zetas', '\\x01', clock_timestamp())"));
  }

  private void comparisonsAreDue() {
    live.database.runAsWorker(db -> db.execute("update webhook_registrations set compare_at = '1970-01-01 00:00Z'"));
  }
}
