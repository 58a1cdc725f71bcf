package io.tributary.records.capture;

import java.util.Optional;
import org.jooq.DSLContext;

/**
 * The slot as the server shows it.
 *
 * @param ours whether it is one of {@code pgoutput} on the captured database
 * @param lost its WAL is gone
 * @param active a process reads it
 * @param confirmed everything before this position of the WAL is left out, as published
 */
record SlotRow(boolean ours, boolean lost, boolean active, long confirmed) {

  static Optional<SlotRow> find(DSLContext database, String name) {
    return database.fetchOptional("""
            select plugin = 'pgoutput' and database = current_database(), wal_status = 'lost', active,
              (coalesce(confirmed_flush_lsn, '0/0') - '0/0'::pg_lsn)::bigint
            from pg_replication_slots where slot_name = ?""", name)
        .map(row -> new SlotRow(
            Boolean.TRUE.equals(row.get(0, Boolean.class)), Boolean.TRUE.equals(row.get(1, Boolean.class)),
            Boolean.TRUE.equals(row.get(2, Boolean.class)), row.get(3, Long.class)));
  }
}
