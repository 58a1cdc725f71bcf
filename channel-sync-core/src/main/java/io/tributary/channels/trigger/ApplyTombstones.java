package io.tributary.channels.trigger;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;

import io.tributary.channels.RecordKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/**
 * Clears the identifiers of records that are gone. Their rows stay, since they hold the position below which everything is old. A
 * tombstone that was written before the identifiers that stand there is a replay of a time before the record was restored.
 */
record ApplyTombstones(Map<RecordKey, Instant> tombstones) {

  void run(DSLContext db) {
    var updates = tombstones.entrySet().stream()
        .map(tombstone -> db.update(SYNC_STATE)
            .set(SYNC_STATE.IDENTIFIERS, JSONB.valueOf("[]"))
            .set(SYNC_STATE.FINGERPRINT, "")
            .where(SYNC_STATE.TENANT.eq(tombstone.getKey().tenant()))
            .and(SYNC_STATE.RECORD_ID.eq(tombstone.getKey().record()))
            .and(SYNC_STATE.APPLIED_AT.lt(tombstone.getValue().atOffset(ZoneOffset.UTC)))
            .and(SYNC_STATE.FINGERPRINT.ne("")))
        .toList();
    if (!updates.isEmpty()) {
      db.batch(updates).execute();
    }
  }
}
