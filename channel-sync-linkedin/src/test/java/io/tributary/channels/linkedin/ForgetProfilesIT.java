package io.tributary.channels.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.PersonErased;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.Subscription;
import io.tributary.service.testing.TributaryTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Profiles that were looked up are kept for good, but for those of erased people. */
@TributaryTest(database = "linkedin_sync", properties = "tributary.channel.worker.enabled=false")
class ForgetProfilesIT {

  private static final Instant WHEN = Instant.parse("2026-11-21T10:00:00Z");
  private final String tenant = "erasing-" + System.nanoTime();

  @Autowired private Database database;
  @Autowired private Subscription<PersonErased> erasures;

  @Test
  void aProfileGoesWhicheverOfItsIdentifiersTheErasureNames() {
    // Given
    database.runAsWorker(db -> {
      db.execute("insert into connections (tenant, account, status, published_version) values (?, 'a', 'OK', 1)", tenant);
      db.execute("""
          insert into linkedin_profiles (tenant, account, sought, answer, ids, slug, emails, phones)
          values (?, 'a', 'ada', 'FOUND', '{ACoAAA1}', 'ada', '{}', '{}'), (?, 'a', 'old-slug', 'FOUND', '{ACoAAA2}', 'ada', '{}', '{}'),
            (?, 'a', 'by-mail', 'FOUND', '{}', 'by-mail', '{Ada@Acme.test}', '{}'), (?, 'a', 'by-id', 'FOUND', '{ACoAAA9}', null, '{}', '{}'),
            (?, 'a', 'by-number', 'FOUND', '{}', null, '{}', '{"+33 6 60 03 63 35"}'), (?, 'a', 'by-trunk', 'FOUND', '{}', null, '{}', '{"+33 (0)6 60 03 63 35"}'),
            (?, 'a', 'by-gmail', 'FOUND', '{}', null, '{A.da+in@GoogleMail.com}', '{}'),
            (?, 'a', 'eve', 'FOUND', '{ACoAAA3}', 'eve', '{eve@acme.test}', '{}')""", tenant, tenant, tenant, tenant, tenant, tenant, tenant, tenant);
    });

    // When
    deliver(PersonErased.newBuilder()
        .setTenant(tenant).setErasureId(UUID.randomUUID().toString()).setErasedAt(WHEN)
        .setIdentifiers(List.of(
            new ErasedIdentifier(IdentifierKind.LINKEDIN_SLUG, "ada"), new ErasedIdentifier(IdentifierKind.LINKEDIN_PROVIDER_ID, "ACoAAA9"),
            new ErasedIdentifier(IdentifierKind.EMAIL, "ada@acme.test"),
            new ErasedIdentifier(IdentifierKind.EMAIL, "ada@gmail.com"), new ErasedIdentifier(IdentifierKind.PHONE, "+33660036335")))
        .build());

    // Then
    assertThat(database.<List<String>>asWorker(db ->
        db.fetch("select sought from linkedin_profiles where tenant = ?", tenant).getValues(0, String.class))).containsExactly("eve");
  }

  /** Twice: the second time there is nothing to do. */
  private void deliver(PersonErased event) {
    var received = new Received<>(erasures.topic().name(), 0, 0, tenant, event, WHEN, Map.of());
    erasures.handler().handle(List.of(received, received));
    erasures.handler().handle(List.of(received));
  }
}
