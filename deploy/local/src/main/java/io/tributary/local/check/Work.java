package io.tributary.local.check;

import io.tributary.local.postgres.Databases;
import io.tributary.local.stack.LocalStack;
import java.util.Map;
import java.util.TreeMap;

/** What is still to be done anywhere in the stack; when nothing is left, it is quiet. */
final class Work {

  private static final String SLOT = "tributary_records";

  private final Sql sql;
  private final Lag lag;

  Work(LocalStack stack, Lag lag) {
    this.sql = new Sql(stack.infrastructure().postgres());
    this.lag = lag;
  }

  /** By kind of work, without the kinds of which nothing is left. */
  Map<String, Long> open() {
    var open = new TreeMap<String, Long>(lag.byGroupAndTopic());
    for (var database : Databases.OF_SERVICES) {
      unpublished(database, open);
    }
    unsynced("email_sync", open);
    unsynced("whatsapp_sync", open);
    unsynced("linkedin_sync", open);
    put(open, "reconciliations that run", sql.hasTable("records", "reconciliations")
        ? sql.number("records", "select count(*) from reconciliations where finished_at is null") : 0);
    return open;
  }

  /** A position in the write-ahead log that all changes so far have. */
  String position() {
    return sql.texts("records", "select pg_current_wal_lsn()").getFirst();
  }

  /** Whether the capture of changed records has passed that position. */
  boolean captured(String position) {
    return sql.number("records", """
        select count(*) from pg_replication_slots
        where slot_name = '%s' and confirmed_flush_lsn >= '%s'::pg_lsn""".formatted(SLOT, position)) > 0;
  }

  /** A number for the eye: how far the whole has come. */
  String summary() {
    return "%d records, %d messages".formatted(
        count("records", "records"), count("communications", "messages"));
  }

  private long count(String database, String table) {
    return sql.hasTable(database, table) ? sql.number(database, "select count(*) from " + table) : 0;
  }

  /** Every table whose rows go to a topic has these two columns. */
  private void unpublished(String database, Map<String, Long> open) {
    var tables = sql.texts(database, """
        select table_name from information_schema.columns where table_schema = 'public'
        and column_name in ('version', 'published_version') group by 1 having count(*) = 2""");
    for (var table : tables) {
      put(open, "%s.%s to publish".formatted(database, table),
          sql.number(database, "select count(*) from %s where version > published_version".formatted(table)));
    }
  }

  private void unsynced(String database, Map<String, Long> open) {
    if (sql.hasTable(database, "sync_state")) {
      put(open, database + ".sync_state to sync", sql.number(database, "select count(*) from sync_state where wanted > done"));
    }
  }

  private static void put(Map<String, Long> open, String kind, long count) {
    if (count > 0) {
      open.put(kind, count);
    }
  }
}
