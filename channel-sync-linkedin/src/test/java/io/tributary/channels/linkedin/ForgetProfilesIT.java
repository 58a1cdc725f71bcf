package io.tributary.channels.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.Keys;
import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.TributaryTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Profiles that were looked up are kept for good, but for those of erased people. */
@TributaryTest(database = "linkedin_sync", properties = "tributary.channel.worker.enabled=false")
class ForgetProfilesIT {

  private final String tenant = "erasing-" + System.nanoTime();

  @Autowired private Database database;
  @Autowired private EventPublisher publisher;

  @Test
  void aProfileGoesWhicheverOfItsIdentifiersTheErasureNames() {
    // Given
    database.runAsWorker(db -> {
      db.execute("insert into connections (tenant, account, status, published_version) values (?, 'a', 'OK', 1)", tenant);
      db.execute("""
          insert into linkedin_profiles (tenant, account, sought, answer, ids, slug, emails, phones)
          values (?, 'a', 'ada', 'FOUND', '{ACoAAA1}', 'ada', '{}', '{}'), (?, 'a', 'old-slug', 'FOUND', '{ACoAAA2}', 'ada', '{}', '{}'),
            (?, 'a', 'by-mail', 'FOUND', '{}', 'by-mail', '{Ada@Acme.test}', '{}'), (?, 'a', 'by-id', 'FOUND', '{ACoAAA9}', null, '{}', '{}'),
            (?, 'a', 'by-number', 'FOUND', '{}', null, '{}', '{"+33 6 60 03 63 35"}'),
            (?, 'a', 'eve', 'FOUND', '{ACoAAA3}', 'eve', '{eve@acme.test}', '{}')""", tenant, tenant, tenant, tenant, tenant, tenant);
    });

    // When
    var id = UUID.randomUUID();
    publisher.publish(List.of(Outgoing.of(Topics.PRIVACY_ERASURES, Keys.of(tenant, id), PersonErased.newBuilder()
        .setTenant(tenant).setErasureId(id.toString()).setErasedAt(Instant.parse("2026-11-21T10:00:00Z"))
        .setIdentifiers(List.of(
            new ErasedIdentifier(IdentifierKind.LINKEDIN_SLUG, "ada"), new ErasedIdentifier(IdentifierKind.LINKEDIN_PROVIDER_ID, "ACoAAA9"),
            new ErasedIdentifier(IdentifierKind.EMAIL, "ada@acme.test"), new ErasedIdentifier(IdentifierKind.PHONE, "+33660036335")))
        .build())));

    // Then
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(database.<List<String>>asWorker(db ->
        db.fetch("select sought from linkedin_profiles where tenant = ?", tenant).getValues(0, String.class))).containsExactly("eve"));
  }
}
