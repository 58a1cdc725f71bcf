package io.tributary.records.capture;

import org.jooq.DSLContext;

/** Rows that could not be captured, for a person to look at. Holds no content. */
final class UncapturedRows {

  static void keep(DSLContext dsl, SourceChange.Unreadable row) {
    dsl.execute("""
        insert into uncaptured_rows as u (tenant, record_id, problem) values (?, ?, ?)
        on conflict (tenant, record_id) do update set problem = excluded.problem, seen_at = clock_timestamp(), times = u.times + 1""",
        row.tenant(), row.recordId(), row.problem());
  }

  private UncapturedRows() {}
}
