package io.tributary.records.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.secrets.ProviderAccess;
import io.tributary.service.secrets.Vault;
import io.tributary.service.testing.EventReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class SettingsIT {

  private static final String KEY = "swordfish-key";

  @Autowired private Vault vault;
  @Autowired private Database database;
  @Autowired private SealAgain sealAgain;
  @Autowired private RowsToTopic<TenantSettingsRecord, TenantSettings> topic;
  private Api api;

  @BeforeEach
  void aTenant(@Autowired Api service) {
    api = service.asTenant();
  }

  @Test
  void whatIsChangedIsPublishedAndTheRestStays() {
    assertThat(api.get("/api/settings").expect(200).path("cooldown_seconds").asInt()).isEqualTo(300);
    assertThat(api.get("/api/settings").body().path("orphan_retention_days").asInt()).isEqualTo(30);

    api.patch("/api/settings", "{\"cooldown_seconds\": 60}").expect(200);
    api.patch("/api/settings", "{\"orphan_retention_days\": 90}").expect(200);
    api.patch("/api/settings", "{\"pipeline_ranks\": [\"people\", \"companies\"]}").expect(200);

    assertThat(api.get("/api/settings").body().path("cooldown_seconds").asInt()).isEqualTo(60);
    await().untilAsserted(() -> assertThat(published()).last().satisfies(settings -> {
      assertThat(settings.getCooldownSeconds()).isEqualTo(60);
      assertThat(settings.getOrphanRetentionDays()).isEqualTo(90);
      assertThat(settings.getPipelineRanks()).containsExactly("people", "companies");
    }));
    api.patch("/api/settings", "{\"cooldown_seconds\": -1}").problem(422);
    api.patch("/api/settings", "{\"orphan_retention_days\": 0}").problem(422);
    api.patch("/api/settings", "{\"cooldown\": 1}").problem(422);
  }

  @Test
  void unknownSendersBecomeRecordsOfAPipelineThatCanTakeThemIn() {
    // Given
    leads("{\"name\": \"full_name\", \"type\": \"text\"}, {\"name\": \"status\", \"type\": \"text\"}", "leads");
    assertThat(api.get("/api/settings").expect(200).path("default_contact_status").isNull()).as("off").isTrue();

    // When
    var set = api.patch("/api/settings", "{\"default_contact_pipeline\": \"leads\", \"default_contact_status\": \"new\"}").expect(200);

    // Then
    assertThat(set.path("default_contact_pipeline").asString()).isEqualTo("leads");
    var first = published(2).getDefaultContact();
    assertThat(first.getSince()).as("by the clock that tells the change").isEqualTo(published(2).getChangedAt());
    assertThat(first.getPipeline()).isEqualTo("leads");
    assertThat(first.getStatus()).isEqualTo("new");
    assertThat(first.getFields()).containsOnly(
        entry("EMAIL", "work_email"), entry("PHONE", "mobile"), entry("NAME", "full_name"), entry("STATUS", "status"));

    // When one of both changes, and when it is switched off
    api.patch("/api/settings", "{\"default_contact_status\": \"open\"}").expect(200);
    var second = published(3).getDefaultContact();
    assertThat(second.getStatus()).isEqualTo("open");
    assertThat(second.getSince()).isEqualTo(first.getSince());
    assertThat(api.patch("/api/settings", "{\"default_contact_status\": \"\"}").expect(200).path("default_contact_pipeline").isNull()).isTrue();
    assertThat(published(4).getDefaultContact()).isNull();
  }

  @Test
  void aPipelineThatCannotTakeUnknownSendersInIsRefused() {
    leads("{\"name\": \"full_name\", \"type\": \"text\"}", "without status");
    api.post("/api/pipelines", """
        {"name": "without rules", "fields": [{"name": "work_email", "type": "email"}, {"name": "status", "type": "text"}]}""").expect(201);
    api.post("/api/pipelines", """
        {"name": "companies", "company": true, "fields": [{"name": "work_email", "type": "email"}, {"name": "status", "type": "text"}]}""").expect(201);

    assertThat(refused("unheard of")).contains("no pipeline");
    assertThat(refused("without status")).contains("status");
    assertThat(refused("without rules")).contains("identifies alone");
    assertThat(refused("companies")).contains("companies");
    assertThat(api.patch("/api/settings", "{\"default_contact_status\": \"new\"}").problem(422)).contains("default_contact_pipeline");
    assertThat(api.get("/api/settings").expect(200).path("changed_at").isNull()).as("nothing was changed").isTrue();
  }

  private String refused(String pipeline) {
    return api.patch("/api/settings", "{\"default_contact_pipeline\": \"%s\", \"default_contact_status\": \"new\"}".formatted(pipeline)).problem(422);
  }

  /** A pipeline in which a work address alone identifies, and so does a number; a second address only beside the name. */
  private void leads(String moreFields, String name) {
    long id = api.post("/api/pipelines", """
        {"name": "%s", "fields": [{"name": "second_email", "type": "email"}, {"name": "work_email", "type": "email"}, {"name": "mobile", "type": "phone"}, %s]}"""
        .formatted(name, moreFields)).expect(201).path("id").asLong();
    api.put("/api/pipelines/%d/duplicate-rules".formatted(id), """
        {"operator": "OR", "conditions": [
          {"operator": "AND", "fields": [{"field": "second_email", "match_type": "exact"}, {"field": "full_name", "match_type": "exact"}]},
          {"operator": "AND", "fields": [{"field": "work_email", "match_type": "exact"}]},
          {"operator": "AND", "fields": [{"field": "mobile", "match_type": "phone_normalized"}]}]}""").expect(200);
  }

  private TenantSettings published(long version) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(published()).anyMatch(settings -> settings.getVersion() == version));
    return published().stream().filter(settings -> settings.getVersion() == version).findFirst().orElseThrow();
  }

  @Test
  void aTenantsOwnAccessIsSealedAndNeitherShownNorOpenToAnother() {
    var answer = api.put("/api/settings/provider", "{\"dsn\": \"api8.unipile.com:13851\", \"api_key\": \"%s\"}".formatted(KEY)).expect(200);

    assertThat(answer.path("own_provider").asBoolean()).isTrue();
    assertThat(answer.toString() + api.get("/api/settings").body()).doesNotContain(KEY).doesNotContain("api8");
    await().untilAsserted(() -> assertThat(published()).isNotEmpty());
    var sealed = sealedOf(published().getLast());
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(KEY);
    assertThat(ProviderAccess.open(vault, api.tenant(), sealed))
        .isEqualTo(new ProviderAccess(URI.create("https://api8.unipile.com:13851"), KEY));
    assertThatThrownBy(() -> ProviderAccess.open(vault, "other", sealed)).hasMessageContaining("does not open");

    assertThat(api.delete("/api/settings/provider").expect(200).path("own_provider").asBoolean()).isFalse();
  }

  @Test
  void anAccessThatLeadsElsewhereIsRefused() {
    for (var dsn : List.of("http://api1.unipile.com", "127.0.0.1:8090", "https://evil.example", "https://unipile.com.evil.example",
        "https://user@api1.unipile.com", "https://api1.unipile.com/path", "https://169.254.169.254", "", "::")) {
      assertThat(api.put("/api/settings/provider", "{\"dsn\": \"%s\", \"api_key\": \"k\"}".formatted(dsn)).problem(422)).as(dsn).contains("dsn");
    }
    var answer = api.put("/api/settings/provider", "{\"dsn\": \"api1.unipile.com\", \"api_key\": \"a b\"}").problem(422);
    assertThat(answer).contains("api_key").doesNotContain("a b");
  }

  @Test
  void whatAnOlderKeySealedIsSealedAgainWithTheNewOneAndPublished() throws Exception {
    api.put("/api/settings/provider", "{\"dsn\": \"api1.unipile.com\", \"api_key\": \"k\"}").expect(200);
    sealAgain.sealWhatIsOld();
    assertThat(versionOf()).as("nothing is old").isEqualTo(2);
    var old = Vault.newKeyset();
    var rotated = Vault.of(withANewPrimary(old));
    seal(new ProviderAccess(URI.create("https://api1.unipile.com"), "k").seal(Vault.of(old), api.tenant()));

    new SealAgain(database, rotated, topic).sealWhatIsOld();

    assertThat(versionOf()).isEqualTo(3);
    byte[] sealed = database.asWorker(db -> db.fetchSingle("select provider_configuration from tenant_settings where tenant = ?", api.tenant())
        .get(0, byte[].class));
    assertThat(rotated.isCurrent(sealed)).isTrue();
    assertThat(ProviderAccess.open(rotated, api.tenant(), sealed).apiKey()).isEqualTo("k");
  }

  private static String withANewPrimary(String keyset) throws Exception {
    var keys = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
    var more = KeysetHandle.newBuilder(keys)
        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM).withRandomId().makePrimary())
        .build();
    return TinkJsonProtoKeysetFormat.serializeKeyset(more, InsecureSecretKeyAccess.get());
  }

  private void seal(byte[] sealed) {
    database.runAsWorker(db -> db.execute("update tenant_settings set provider_configuration = ? where tenant = ?", sealed, api.tenant()));
  }

  private long versionOf() {
    return database.asWorker(db -> db.fetchSingle("select version from tenant_settings where tenant = ?", api.tenant()).get(0, Long.class));
  }

  private static byte[] sealedOf(TenantSettings settings) {
    var sealed = new byte[settings.getProviderConfiguration().remaining()];
    settings.getProviderConfiguration().duplicate().get(sealed);
    return sealed;
  }

  private List<TenantSettings> published() {
    return EventReader.all(Topics.TENANT_SETTINGS).stream()
        .filter(received -> received.key().equals(api.tenant()))
        .map(received -> received.value())
        .toList();
  }
}
