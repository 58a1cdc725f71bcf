package io.tributary.bench.salesforce;

import io.tributary.bench.BenchStack;
import io.tributary.local.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The floor: the contacts that a run stored, as CSV with every value between quotes as Salesforce sends it, copied from a file into a page
 * and upserted from there into an equal table, in one transaction.
 */
final class BareContacts {

  private static final String DATABASE = "salesforce";
  private static final String OURS = "('id', 'created_at', 'updated_at')";

  private final BenchStack stack;
  private final List<String> columns;

  private BareContacts(BenchStack stack, List<String> columns) {
    this.stack = stack;
    this.columns = columns;
  }

  static BareContacts in(BenchStack stack) {
    try (var sql = stack.sql(DATABASE)) {
      return new BareContacts(stack, sql.resultQuery("""
          select attname::text from pg_attribute
          where attrelid = 'contacts'::regclass and attnum > 0 and not attisdropped and attname not in %s order by attnum""".formatted(OURS))
          .fetch().getValues(0, String.class));
    }
  }

  /** @return seconds for the contacts of that tenant */
  double write(String tenant, long contacts) throws IOException, SQLException {
    var csv = stack.folder("contacts").resolve(tenant + ".csv");
    try (var connection = connect()) {
      export(connection, tenant, csv);
      connection.setAutoCommit(false);
      execute(connection, "create table bare_contacts (like contacts including all)");
      execute(connection, "create temp table bare_page on commit drop as select * from contacts with no data");
      long began = System.nanoTime();
      copy(connection, csv);
      int stored = execute(connection, """
          insert into bare_contacts (%1$s) select %1$s from bare_page
          on conflict (tenant, salesforce_id) do update set %2$s""".formatted(names(), columns.stream()
              .map("%1$s = excluded.%1$s"::formatted).collect(Collectors.joining(", "))));
      connection.commit();
      double seconds = (System.nanoTime() - began) / 1e9;
      if (stored != contacts) {
        throw new IllegalStateException("The floor stored %d contacts of %d.".formatted(stored, contacts));
      }
      execute(connection, "drop table bare_contacts");
      connection.commit();
      return seconds;
    } finally {
      Files.deleteIfExists(csv);
    }
  }

  private void export(Connection connection, String tenant, Path csv) throws IOException, SQLException {
    try (var out = Files.newOutputStream(csv)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(
          "copy (select %s from contacts where tenant = '%s') to stdout (format csv, force_quote *)".formatted(names(), tenant), out);
    }
  }

  private void copy(Connection connection, Path csv) throws IOException, SQLException {
    try (var in = Files.newInputStream(csv)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
          "copy bare_page (%1$s) from stdin (format csv, force_null (%1$s))".formatted(names()), in, 1 << 16);
    }
  }

  private String names() {
    return String.join(", ", columns);
  }

  private static int execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(stack.jdbcUrl(DATABASE), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
  }
}
