package io.tributary.salesforce.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.jooq.Tables;
import io.tributary.salesforce.jooq.tables.records.RecordUpsertsRecord;
import io.tributary.service.database.Database;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The service writes what is to be told by itself. */
@SyncTest
class WriteUpsertsIT {

  private final String tenant = "upserts-" + UUID.randomUUID();

  @Autowired private Database database;

  @Test
  void aContactIsToldAsItIsByNowAndOnceThoughSeveralPagesNameIt() {
    // Given
    database.runAsWorker(db -> {
      db.execute("""
          insert into contacts (tenant, salesforce_id, is_deleted, system_modstamp, last_name, phone, extra)
          values (?, 'A', false, '2026-01-01T00:00:00.001Z', 'Lovelace', '1', '{"Shoe__c": "38"}')""", tenant);
      toTell(db);
      db.execute("update contacts set phone = '2' where tenant = ?", tenant);
      toTell(db);
    });

    // When
    await().until(this::allIsWritten);

    // Then
    assertThat(upsert()).satisfies(row -> {
      assertThat(row.getData()).isEqualTo("{\"name\":\"Lovelace\",\"phone\":\"2\",\"shoe\":\"38\"}");
      assertThat(row.getSourceVersion()).isEqualTo(1_767_225_600_001_000L);
      assertThat(row.getPipeline()).isEqualTo("people");
      assertThat(row.getVersion()).isEqualTo(1);
    });
  }

  @Test
  void aChangeWithinTheSameStampIsAVersionOfItsOwnAndNoChangeIsNone() {
    // Given
    database.runAsWorker(db -> {
      db.execute("insert into contacts (tenant, salesforce_id, is_deleted, system_modstamp, phone) values (?, 'A', false, 'epoch', '1')", tenant);
      toTell(db);
    });
    await().until(this::allIsWritten);

    // When
    database.runAsWorker(WriteUpsertsIT.this::toTell);
    await().until(this::allIsWritten);

    // Then
    assertThat(upsert().getVersion()).isEqualTo(1);

    // And when
    database.runAsWorker(db -> {
      db.execute("update contacts set phone = '2' where tenant = ?", tenant);
      toTell(db);
    });
    await().until(this::allIsWritten);

    // Then
    assertThat(upsert().getVersion()).isEqualTo(2);
    assertThat(upsert().getSourceVersion()).isEqualTo(1);
  }

  private void toTell(DSLContext db) {
    db.execute("""
        insert into contacts_to_tell (tenant, pipeline, fields, salesforce_ids)
        values (?, 'people', '{"places": {"name": ["last_name"], "phone": ["mobile_phone", "phone"], "shoe": ["extra:Shoe__c"]}}', array['A'])""", tenant);
  }

  private boolean allIsWritten() {
    return database.asWorker(db -> db.fetchSingle("select not exists (select from contacts_to_tell where tenant = ?)", tenant).get(0, Boolean.class));
  }

  private RecordUpsertsRecord upsert() {
    return database.asWorker(db -> db.fetchSingle(Tables.RECORD_UPSERTS, Tables.RECORD_UPSERTS.TENANT.eq(tenant)));
  }
}
