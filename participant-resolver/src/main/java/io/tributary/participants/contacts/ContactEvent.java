package io.tributary.participants.contacts;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.participants.jooq.tables.records.NewContactsRecord;
import io.tributary.service.kafka.Outgoing;

/**
 * What record-service is told of a sender who becomes a record. Its id there says nothing of them, so that it may stay when they are erased, and it stays
 * with their row: told again it is the same record in the same version, and changes nothing of what people made of it. A resolver that lost its database
 * knows from {@code record.states} whom records hold; whose record people deleted it no longer knows.
 */
final class ContactEvent {

  /** Of all records that come from here. */
  static final String SOURCE = "unknown-senders";

  private static final long ONLY_VERSION = 1;

  static Outgoing<RecordUpsert> of(NewContactsRecord row) {
    var externalId = row.getId().toString();
    return Outgoing.of(Topics.RECORD_UPSERTS, Keys.of(row.getTenant(), SOURCE, externalId), RecordUpsert.newBuilder()
        .setTenant(row.getTenant())
        .setSource(SOURCE)
        .setExternalId(externalId)
        .setSourceVersion(ONLY_VERSION)
        .setPipeline(row.getPipeline())
        .setData(row.getData().data())
        .setOccurredAt(row.getMadeAt().toInstant())
        .build());
  }

  private ContactEvent() {}
}
