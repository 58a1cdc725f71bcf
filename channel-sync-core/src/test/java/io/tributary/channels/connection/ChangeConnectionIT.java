package io.tributary.channels.connection;

import static io.tributary.channels.jooq.Tables.TENANT_SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.channels.ForTenant;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.channels.unipile.TenantAccess;
import io.tributary.channels.work.SyncFixture;
import io.tributary.service.secrets.ProviderAccess;
import io.tributary.service.secrets.Vault;
import io.tributary.service.web.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class ChangeConnectionIT {

  private static final JsonMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final Instant DAY = Instant.parse("2026-01-10T00:00:00Z");

  private final SyncFixture<InMemoryChannel> sync = new SyncFixture<>(new InMemoryChannel(2));
  private final AtomicInteger published = new AtomicInteger();
  private final ChangeConnection connections = new ChangeConnection(sync.database, new WorkSignal(), published::incrementAndGet);

  @Test
  void whatIsGivenTakesThePlaceOfWhatIsHeldAndTheRestStays() {
    sync.connected("one");

    connections.change(SyncFixture.TENANT, "one", read("{\"rate_limit_per_hour\": 120, \"provider_preferences\": {\"region\": \"eu\"}}"));
    var after = connections.change(SyncFixture.TENANT, "one", read("{\"sync_settings\": {\"paused\": false}}"));

    assertThat(after.rateLimitPerHour()).isEqualTo(120);
    assertThat(after.providerPreferences().path("region").asString()).isEqualTo("eu");
    assertThat(connections.change(SyncFixture.TENANT, "one", read("{\"rate_limit_per_hour\": null}")).rateLimitPerHour()).isNull();
    assertThat(published).hasValue(3);
    assertThatThrownBy(() -> connections.change("other", "one", read("{}"))).isInstanceOf(Problem.class);
    for (var wrong : new String[] {"{\"rate_limit_per_hour\": 0}", "{\"sync_settings\": {\"pause\": true}}", "{\"provider_preferences\": []}"}) {
      assertThatThrownBy(() -> read(wrong)).as(wrong).isInstanceOf(Problem.class);
    }
  }

  @Test
  void aPausedAccountIsNotAskedAndTheOthersAre() {
    sync.connected("one", "two");
    connections.change(SyncFixture.TENANT, "one", read("{\"sync_settings\": {\"paused\": true}}"));

    sync.changed(1, "ada@example.org");
    sync.runDue();

    assertThat(sync.channel.questions()).extracting(question -> question.account().id()).containsExactly("two");
  }

  @Test
  void aDisconnectedAccountIsNotAskedAndConnectedAgainItIsReadFromWhereItWas() {
    sync.connected("one");
    sync.channel.add("one", "m1", DAY, "ada@example.org");
    sync.changed(1, "ada@example.org");
    sync.runDue();
    sync.timePasses();
    sync.channel.forgetQuestions();

    connections.disconnect(SyncFixture.TENANT, "one");
    sync.changed(2, "ada@example.org", "bob@example.org");
    sync.runDue();
    assertThat(sync.channel.questions()).isEmpty();
    assertThatThrownBy(() -> connections.disconnect(SyncFixture.TENANT, "one")).as("twice").isInstanceOf(Problem.class);

    sync.timePasses();
    sync.connected("one");
    sync.runDue();
    assertThat(sync.channel.questions()).filteredOn(question -> question.forms().contains("ada@example.org"))
        .singleElement().satisfies(question -> assertThat(question.after()).isEqualTo(DAY.minusSeconds(3 * 86_400)));
  }

  @Test
  void aTenantsCallsAreMadeWithItsOwnAccessAndNeverWithTheServicesWhereThatDoesNotOpen() {
    var services = new ProviderAccess(URI.create("https://api1.unipile.com"), "ours");
    var own = new ProviderAccess(URI.create("https://api8.unipile.com:13851"), "theirs");
    var vault = Vault.of(Vault.newKeyset());
    sync.database.runAsWorker(db -> {
      for (var tenant : new String[] {"acme", "copied"}) {
        db.insertInto(TENANT_SETTINGS, TENANT_SETTINGS.TENANT, TENANT_SETTINGS.VERSION, TENANT_SETTINGS.COOLDOWN_SECONDS, TENANT_SETTINGS.PROVIDER_CONFIGURATION)
            .values(tenant, 1L, 300, own.seal(vault, "acme"))
            .execute();
      }
    });
    var access = new TenantAccess(services, sync.database, vault);

    assertThat(ForTenant.call("acme", access)).isEqualTo(own);
    assertThat(ForTenant.call("other", access)).isEqualTo(services);
    assertThat(access.get()).isEqualTo(services);
    assertThatThrownBy(() -> ForTenant.call("copied", access)).isInstanceOf(ProviderFailed.class).hasMessageNotContaining("theirs");
    assertThatThrownBy(() -> ForTenant.call("acme", new TenantAccess(services, sync.database, null))).hasMessageContaining("SECRETS_KEYSET");
  }

  private static ChangedConnection read(String json) {
    return JSON.readValue(json, ChangedConnection.class).checked();
  }
}
