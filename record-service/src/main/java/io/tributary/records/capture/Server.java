package io.tributary.records.capture;

import org.jooq.DSLContext;

/**
 * Which server, and which line of its history: both change where a backup was restored or a standby promoted.
 *
 * @param systemIdentifier as {@code pg_control_system} tells it
 * @param timeline of the WAL that is written now
 */
record Server(String systemIdentifier, long timeline) {

  static Server of(DSLContext database) {
    var row = database.fetchSingle("""
        select system_identifier::text, ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::bigint
        from pg_control_system()""");
    return new Server(row.get(0, String.class), row.get(1, Long.class));
  }

  @Override
  public String toString() {
    return "%s on timeline %d".formatted(systemIdentifier, timeline);
  }
}
