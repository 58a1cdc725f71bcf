package io.tributary.salesforce;

import static io.tributary.salesforce.jooq.Tables.TENANT_SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.salesforce.jooq.tables.records.TenantSettingsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.TributaryTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TributaryTest(database = "salesforce")
class SalesforceSyncIT {

  @LocalServerPort private int port;
  @Autowired private EventPublisher publisher;
  @Autowired private Database database;

  @Test
  void theServiceStartsAndIsReady() throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port))).build();

    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTenantsLatestSettingsAreKeptWhateverComesLate() {
    publisher.publish(List.of(settings("acme", 2, "two"), settings("acme", 1, "one"), settings("globex", 1, "one")));

    await().untilAsserted(() -> assertThat(stored("globex")).isPresent());
    await().untilAsserted(() -> assertThat(stored("acme")).hasValueSatisfying(row -> {
      assertThat(row.getVersion()).isEqualTo(2);
      assertThat(row.getProviderConfiguration()).asString().isEqualTo("two");
    }));
  }

  @Test
  void aTenantThatIsGoneIsForgotten() {
    publisher.publish(List.of(settings("hooli", 1, "one")));
    await().untilAsserted(() -> assertThat(stored("hooli")).isPresent());

    publisher.publish(List.of(Outgoing.tombstone(Topics.TENANT_SETTINGS, "hooli")));

    await().untilAsserted(() -> assertThat(stored("hooli")).isEmpty());
  }

  private Optional<TenantSettingsRecord> stored(String tenant) {
    return database.asWorker(db -> db.fetchOptional(TENANT_SETTINGS, TENANT_SETTINGS.TENANT.eq(tenant)));
  }

  private static Outgoing<TenantSettings> settings(String tenant, long version, String ciphertext) {
    return Outgoing.of(Topics.TENANT_SETTINGS, tenant, TenantSettings.newBuilder()
        .setTenant(tenant)
        .setVersion(version)
        .setProviderConfiguration(ByteBuffer.wrap(ciphertext.getBytes()))
        .setChangedAt(Instant.parse("2026-11-21T10:00:00Z"))
        .build());
  }
}
