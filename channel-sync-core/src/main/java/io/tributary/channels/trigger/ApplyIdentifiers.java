package io.tributary.channels.trigger;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.Priority;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jooq.DSLContext;

/**
 * Stores newer identifiers and asks for a sync where they differ and are not empty. One statement a batch; the rows come sorted by key,
 * so that two batches never wait for each other in a circle.
 */
record ApplyIdentifiers(Collection<IdentifiersNow> states) {

  void run(DSLContext db) {
    if (states.isEmpty()) {
      return;
    }
    var newer = row(excluded(SYNC_STATE.EPOCH), excluded(SYNC_STATE.RECORD_VERSION), excluded(SYNC_STATE.RULES_VERSION))
        .gt(row(SYNC_STATE.EPOCH, SYNC_STATE.RECORD_VERSION, SYNC_STATE.RULES_VERSION));
    var changed = excluded(SYNC_STATE.FINGERPRINT).ne(SYNC_STATE.FINGERPRINT).and(excluded(SYNC_STATE.FINGERPRINT).ne(""));
    var waiting = SYNC_STATE.WANTED.gt(SYNC_STATE.DONE);
    var insert = db.insertInto(
        SYNC_STATE,
        SYNC_STATE.TENANT,
        SYNC_STATE.RECORD_ID,
        SYNC_STATE.EPOCH,
        SYNC_STATE.RECORD_VERSION,
        SYNC_STATE.RULES_VERSION,
        SYNC_STATE.IDENTIFIERS,
        SYNC_STATE.FINGERPRINT,
        SYNC_STATE.APPLIED_AT,
        SYNC_STATE.WANTED,
        SYNC_STATE.WANTED_AT,
        SYNC_STATE.PRIORITY,
        SYNC_STATE.REASON,
        SYNC_STATE.TRACEPARENT);
    for (var now : states) {
      insert = insert.values(
          val(now.key().tenant()),
          val(now.key().record()),
          val(now.epoch()),
          val(now.recordVersion()),
          val(now.rulesVersion()),
          val(IdentifierJson.write(now.identifiers())),
          val(now.fingerprint()),
          val(now.writtenAt().atOffset(ZoneOffset.UTC)),
          val(now.fingerprint().isEmpty() ? 0L : 1L),
          DatabaseClock.NOW,
          val(Priority.CHANGE.rank()),
          val(now.reason()),
          val(now.traceparent(), SYNC_STATE.TRACEPARENT));
    }
    insert
        .onConflict(SYNC_STATE.TENANT, SYNC_STATE.RECORD_ID)
        .doUpdate()
        .set(SYNC_STATE.EPOCH, excluded(SYNC_STATE.EPOCH))
        .set(SYNC_STATE.RECORD_VERSION, excluded(SYNC_STATE.RECORD_VERSION))
        .set(SYNC_STATE.RULES_VERSION, excluded(SYNC_STATE.RULES_VERSION))
        .set(SYNC_STATE.IDENTIFIERS, excluded(SYNC_STATE.IDENTIFIERS))
        .set(SYNC_STATE.FINGERPRINT, excluded(SYNC_STATE.FINGERPRINT))
        .set(SYNC_STATE.APPLIED_AT, excluded(SYNC_STATE.APPLIED_AT))
        .set(SYNC_STATE.WANTED, SYNC_STATE.WANTED.plus(when(changed, inline(1L)).else_(inline(0L))))
        .set(SYNC_STATE.WANTED_AT, when(changed, WantedAt.OF_ONE_MORE_TRIGGER).else_(SYNC_STATE.WANTED_AT))
        .set(SYNC_STATE.RETRY_AT, when(changed, DatabaseClock.LONG_AGO).else_(SYNC_STATE.RETRY_AT))
        .set(SYNC_STATE.ATTEMPTS, when(changed, inline(0)).else_(SYNC_STATE.ATTEMPTS))
        .set(SYNC_STATE.ATTEMPTING_SINCE, when(changed, castNull(SYNC_STATE.ATTEMPTING_SINCE)).else_(SYNC_STATE.ATTEMPTING_SINCE))
        .set(SYNC_STATE.REASON, when(changed, excluded(SYNC_STATE.REASON)).else_(SYNC_STATE.REASON))
        // Who asked before has been answered by the run that took the wish: this change nobody asked for.
        .set(SYNC_STATE.TRIGGERED_BY, when(changed.and(SYNC_STATE.WANTED.eq(SYNC_STATE.TAKEN)), castNull(SYNC_STATE.TRIGGERED_BY))
            .else_(SYNC_STATE.TRIGGERED_BY))
        .set(SYNC_STATE.TRACEPARENT, when(changed, excluded(SYNC_STATE.TRACEPARENT)).else_(SYNC_STATE.TRACEPARENT))
        .set(SYNC_STATE.PRIORITY, when(changed.and(waiting), least(SYNC_STATE.PRIORITY, excluded(SYNC_STATE.PRIORITY)))
            .when(changed, excluded(SYNC_STATE.PRIORITY))
            .else_(SYNC_STATE.PRIORITY))
        .where(newer)
        .execute();
  }
}
