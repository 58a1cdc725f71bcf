package io.tributary.participants.known;

import io.tributary.events.RecordState;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import org.jooq.DSLContext;

/**
 * Merges of a tenant's records are taken in one after the other, and beside no other record of the tenant: who survives whom is read from records that
 * another transaction may just be changing. States that merge nothing, nearly all, do not wait for one another.
 */
final class LockMerges {

  private static final String LOCK = """
      select case when merges
          then pg_advisory_xact_lock(hashtextextended('merges of ' || tenant, 0))
          else pg_advisory_xact_lock_shared(hashtextextended('merges of ' || tenant, 0)) end::text
      from (
        select tenant, bool_or(x.into_another or r.merged_into is not null) as merges
        from unnest(?::text[], ?::bigint[], ?::boolean[]) as x (tenant, record_id, into_another) left join records r using (tenant, record_id)
        group by tenant order by tenant) as tenants""";

  /** To the end of the transaction; before anything else in it. */
  static void lock(DSLContext db, Collection<RecordState> states) {
    db.fetch(LOCK, Columns.of(states)
        .text(RecordState::getTenant).number(RecordState::getRecordId).bool(state -> state.getMergedInto() != null).bindings());
  }

  private LockMerges() {}
}
