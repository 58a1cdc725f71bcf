package io.tributary.participants.contacts;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.participants.jooq.tables.records.NewContactsRecord;
import io.tributary.service.kafka.Outgoing;
import java.util.Locale;

/**
 * What record-service is told of a sender who becomes a record. Its id there and its version follow from the identity alone: told again, by a replay or by
 * a resolver that lost its database, it is the same record, and changes nothing of what people made of it.
 */
final class ContactEvent {

  /** Of all records that come from here. */
  static final String SOURCE = "unknown-senders";

  private static final long ONLY_VERSION = 1;

  static Outgoing<RecordUpsert> of(NewContactsRecord row) {
    var externalId = row.getKind().toLowerCase(Locale.ROOT) + ':' + row.getValue();
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
