package io.tributary.service.kafka;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import java.time.Instant;

/** Good events, told apart by their external id. */
public final class Upserts {

  public static final String TOPIC = Topics.RECORD_UPSERTS.name();

  public static String key(String externalId) {
    return Keys.of("acme", "csv", externalId);
  }

  public static Outgoing<RecordUpsert> of(String externalId) {
    return Outgoing.of(Topics.RECORD_UPSERTS, key(externalId), RecordUpsert.newBuilder()
        .setTenant("acme")
        .setSource("csv")
        .setExternalId(externalId)
        .setSourceVersion(1)
        .setPipeline("contacts")
        .setData("{\"name\":\"Zoë\"}")
        .setOccurredAt(Instant.parse("2026-11-21T10:15:30.123456Z"))
        .build());
  }

  private Upserts() {}
}
