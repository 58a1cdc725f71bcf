package io.tributary.salesforce.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.PersonErased;
import io.tributary.salesforce.SyncTest;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class ForgetContactsIT {

  private static final Instant WHEN = Instant.parse("2026-11-21T10:00:00Z");
  private final String tenant = "erasing-" + System.nanoTime();

  @Autowired private Database database;
  @Autowired private Subscription<PersonErased> erasures;

  @Test
  void copiesOfAnErasedPersonsContactsGoWithWhatRecordsWereTold() {
    // Given the same person under several contacts, and others of the same switchboard
    contact("1", "email", "A.da@GoogleMail.com");
    contact("2", "work_email", "ada@acme.test");
    contact("3", "mobile_phone", "(650) 253-0000");
    contact("4", "linkedin", "https://www.linkedin.com/in/Ada-Lovelace/?trk=x");
    contact("5", "phone", "+1 650 253 0000");
    contact("6", "email", "eve@acme.test");
    contact("7", "mobile_phone", "253-0000");
    toTellAgain("1", "5");

    // When
    deliver(PersonErased.newBuilder()
        .setTenant(tenant).setErasureId(UUID.randomUUID().toString()).setErasedAt(WHEN)
        .setIdentifiers(List.of(
            new ErasedIdentifier(IdentifierKind.EMAIL, "ada@gmail.com"), new ErasedIdentifier(IdentifierKind.EMAIL, "ada@acme.test"),
            new ErasedIdentifier(IdentifierKind.PHONE, "+16502530000"), new ErasedIdentifier(IdentifierKind.LINKEDIN_SLUG, "ada-lovelace")))
        .build());

    // Then
    assertThat(ids("contacts where last_name is not null and")).containsExactly("5", "6", "7");
    assertThat(ids("contacts where num_nonnulls(email, personal_email, work_email, mobile_phone, linkedin) > 0 and")).containsExactly("6", "7");
    assertThat(ids("contacts where not is_deleted and system_modstamp is not null and")).as("what may be deleted in Salesforce").hasSize(7);
    await().until(() -> ids("contacts_to_tell, unnest(salesforce_ids) as salesforce_id where").isEmpty());
    assertThat(ids("record_upserts where")).containsExactly("5", "6", "7");
  }

  /** Told to its record already. */
  private void contact(String id, String column, String value) {
    database.runAsWorker(db -> {
      db.execute("insert into contacts (tenant, salesforce_id, is_deleted, system_modstamp, last_name, %s) values (?, ?, false, clock_timestamp(), 'L', ?)"
          .formatted(column), tenant, id, value);
      db.execute("""
          insert into record_upserts (tenant, salesforce_id, source_version, pipeline, data, deleted, changed_at, published_version)
          values (?, ?, 1, 'contacts', '{}', false, clock_timestamp(), 1)""", tenant, id);
    });
  }

  /** The service writes down what, before the erasure or after it. */
  private void toTellAgain(String... ids) {
    database.runAsWorker(db -> db.execute(
        "insert into contacts_to_tell (tenant, pipeline, fields, salesforce_ids) values (?, 'contacts', '{\"places\": {}}', ?::text[])", tenant, ids));
  }

  private List<String> ids(String table) {
    return database.asWorker(db -> db.fetch("select salesforce_id from %s tenant = ? order by 1".formatted(table), tenant).getValues(0, String.class));
  }

  /** Twice: the second time there is nothing to do. */
  private void deliver(PersonErased event) {
    var received = new Received<>(erasures.topic().name(), 0, 0, tenant, event, WHEN, Map.of());
    erasures.handler().handle(List.of(received, received));
    erasures.handler().handle(List.of(received));
  }
}
