package io.tributary.salesforce.contacts;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.salesforce.jooq.tables.records.RecordUpsertsRecord;
import io.tributary.service.kafka.Outgoing;

/** What record-service is told of a contact. */
public final class UpsertEvent {

  /** Of all records that come from here. */
  public static final String SOURCE = "salesforce";

  public static Outgoing<RecordUpsert> of(RecordUpsertsRecord row) {
    return Outgoing.of(Topics.RECORD_UPSERTS, Keys.of(row.getTenant(), SOURCE, row.getSalesforceId()), RecordUpsert.newBuilder()
        .setTenant(row.getTenant())
        .setSource(SOURCE)
        .setExternalId(row.getSalesforceId())
        .setSourceVersion(row.getSourceVersion())
        .setPipeline(row.getPipeline())
        .setData(row.getData())
        .setDeleted(row.getDeleted())
        .setMergedInto(row.getMergedInto())
        .setOccurredAt(row.getChangedAt().toInstant())
        .build());
  }

  private UpsertEvent() {}
}
