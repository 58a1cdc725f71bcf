package io.tributary.bench.resolver;

import io.tributary.bench.BenchStack;
import io.tributary.local.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * The floor: the rows that the resolver has written, put into tables made by the same migrations, with the same indexes and foreign
 * keys, by {@code insert … select from unnest} in batches of the resolver's size, twenty and more in a transaction. Nothing is read, decoded,
 * looked for or decided.
 */
final class BareRows {

  private static final String DATABASE = "communications_floor";
  private static final int BATCH = 500;
  private static final int ROWS_IN_HAND = 20 * BATCH;

  /** What a batch of communications writes, referenced tables first. */
  private static final List<String> TABLES = List.of(
      "identities", "conversations", "conversation_refs", "messages", "message_copies", "participants", "participant_aliases",
      "participant_evidence", "participant_identities", "message_participants", "conversation_participants", "participant_links",
      "message_facts");

  /** Rows of one table, as text, in batches: an array a column. */
  record Rows(String insert, List<List<String[]>> batches) {}

  private final BenchStack stack;

  private BareRows(BenchStack stack) {
    this.stack = stack;
  }

  static BareRows in(BenchStack stack) {
    stack.local().infrastructure().postgres().databases().ensure(DATABASE);
    Flyway.configure()
        .dataSource(stack.jdbcUrl(DATABASE), DATABASE + "_owner", DATABASE + "_owner")
        .locations("filesystem:" + stack.home().resolve("participant-resolver/src/main/resources/db/migration"))
        .load().migrate();
    return new BareRows(stack);
  }

  /** The tenant's rows as they stand in the resolver's database. */
  List<Rows> read(String tenant) {
    try (var sql = stack.sql("communications")) {
      return TABLES.stream().map(table -> read(sql, table, tenant)).toList();
    }
  }

  /** @return seconds it took */
  double write(List<Rows> tables) throws SQLException {
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      long began = System.nanoTime();
      for (var table : tables) {
        for (var batch : table.batches()) {
          insert(connection, table.insert(), batch);
        }
      }
      connection.commit();
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /**
   * All rows of the tenant, however many: table by table, as they are read. Parents are analyzed before their children are written, so that no
   * foreign key is checked by a plan made for an empty table.
   *
   * @return seconds the inserts took, without the reading
   */
  double copy(String tenant) throws SQLException {
    long nanos = 0;
    try (var sql = stack.sql("communications")) {
      for (var table : TABLES) {
        analyze(DATABASE);
        try (var connection = connect()) {
          nanos += copy(sql, table, tenant, connection);
        }
      }
    }
    return nanos / 1e9;
  }

  private static long copy(DSLContext sql, String table, String tenant, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    var columns = columns(sql, table);
    var insert = insertInto(table, columns);
    return sql.transactionResult(transaction -> {
      long nanos = 0;
      try (var rows = transaction.dsl().resultQuery(select(table, columns), tenant).fetchSize(ROWS_IN_HAND).fetchLazy()) {
        for (var some = rows.fetchNext(ROWS_IN_HAND); !some.isEmpty(); some = rows.fetchNext(ROWS_IN_HAND)) {
          var batches = batches(some);
          long began = System.nanoTime();
          for (var batch : batches) {
            insert(connection, insert, batch);
          }
          connection.commit();
          nanos += System.nanoTime() - began;
        }
      }
      return nanos;
    });
  }

  /** What autovacuum does within a minute: without statistics the planner is led astray, on either side. */
  void analyze() {
    analyze("communications");
    analyze(DATABASE);
  }

  private void analyze(String database) {
    try (var sql = stack.sql(database)) {
      sql.execute("analyze");
    }
  }

  private static Rows read(DSLContext sql, String table, String tenant) {
    var columns = columns(sql, table);
    return new Rows(insertInto(table, columns), batches(sql.fetch(select(table, columns), tenant)));
  }

  private static String select(String table, Result<Record2<String, String>> columns) {
    return "select %s from %s where tenant = ? order by ctid".formatted(
        columns.map(Record2::value1).stream().map("%s::text"::formatted).collect(Collectors.joining(", ")), table);
  }

  private static String insertInto(String table, Result<Record2<String, String>> columns) {
    var names = columns.map(Record2::value1);
    return "insert into %s (%s) select %s from unnest(%s) as x (%s)".formatted(
        table, String.join(", ", names),
        columns.stream().map(column -> "%s::%s".formatted(column.value1(), column.value2())).collect(Collectors.joining(", ")),
        names.stream().map(_ -> "?::text[]").collect(Collectors.joining(", ")), String.join(", ", names));
  }

  private static List<List<String[]>> batches(List<Record> rows) {
    var batches = new ArrayList<List<String[]>>();
    for (int from = 0; from < rows.size(); from += BATCH) {
      var batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
      var arrays = new ArrayList<String[]>();
      for (int column = 0; column < batch.getFirst().size(); column++) {
        int index = column;
        arrays.add(batch.stream().map(row -> row.get(index, String.class)).toArray(String[]::new));
      }
      batches.add(arrays);
    }
    return batches;
  }

  private static Result<Record2<String, String>> columns(DSLContext sql, String table) {
    return sql.resultQuery("""
        select attname::text, format_type(atttypid, atttypmod) from pg_attribute
        where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum""", table).coerce(
        DSL.field("attname", String.class), DSL.field("format_type", String.class)).fetch();
  }

  private static void insert(Connection connection, String insert, List<String[]> columns) throws SQLException {
    try (var statement = connection.prepareStatement(insert)) {
      for (int column = 0; column < columns.size(); column++) {
        statement.setArray(column + 1, connection.createArrayOf("text", columns.get(column)));
      }
      statement.executeUpdate();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(stack.jdbcUrl(DATABASE), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
  }
}
