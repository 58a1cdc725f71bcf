package io.tributary.bench.resolver;

import io.tributary.bench.BenchStack;
import io.tributary.local.postgres.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * The floor: the rows that the resolver has written, put into tables made by the same migrations, with the same indexes and foreign
 * keys, in one transaction with one COPY a table. Nothing is read, decoded, looked for or decided.
 */
final class BareRows {

  static final String DATABASE = "communications_floor";

  /** What a batch of communications writes, referenced tables first. */
  static final List<String> TABLES = List.of(
      "identities", "conversations", "conversation_refs", "messages", "message_copies", "participants", "participant_aliases",
      "participant_evidence", "participant_identities", "message_participants", "conversation_participants", "participant_links",
      "message_facts");

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

  /** The tenant's rows as they stand in the resolver's database, as PostgreSQL writes them out, by table. */
  Map<String, byte[]> read(String tenant) throws SQLException, IOException {
    var rows = new LinkedHashMap<String, byte[]>();
    try (var connection = connect("communications")) {
      for (var table : TABLES) {
        var bytes = new ByteArrayOutputStream();
        connection.unwrap(PGConnection.class).getCopyAPI()
            .copyOut("copy (select * from %s where tenant = '%s') to stdout".formatted(table, tenant), bytes);
        rows.put(table, bytes.toByteArray());
      }
    }
    return rows;
  }

  /** @return seconds it took */
  double write(Map<String, byte[]> rows) throws SQLException, IOException {
    try (var connection = connect(DATABASE)) {
      connection.setAutoCommit(false);
      long began = System.nanoTime();
      for (var table : TABLES) {
        connection.unwrap(PGConnection.class).getCopyAPI()
            .copyIn("copy %s from stdin".formatted(table), new ByteArrayInputStream(rows.getOrDefault(table, new byte[0])));
      }
      connection.commit();
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /** What autovacuum does within a minute: without statistics the planner is led astray, on either side. */
  void analyze() {
    for (var database : List.of("communications", DATABASE)) {
      try (var sql = stack.sql(database)) {
        sql.execute("analyze");
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(stack.jdbcUrl(database), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
  }
}
