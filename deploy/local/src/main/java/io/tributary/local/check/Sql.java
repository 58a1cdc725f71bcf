package io.tributary.local.check;

import io.tributary.local.postgres.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks into the services' databases, past row-level security: for checks of the whole alone. */
public final class Sql {

  private final PostgresServer postgres;

  public Sql(PostgresServer postgres) {
    this.postgres = postgres;
  }

  public long number(String database, String sql) {
    var rows = rows(database, sql, 1);
    return rows.isEmpty() ? 0 : Long.parseLong(rows.getFirst().getFirst());
  }

  public List<String> texts(String database, String sql) {
    return rows(database, sql, 1).stream().map(List::getFirst).toList();
  }

  /** Of a query for names and numbers. */
  public Map<String, Long> numbers(String database, String sql) {
    var numbers = new TreeMap<String, Long>();
    rows(database, sql, 2).forEach(row -> numbers.put(row.get(0), Long.parseLong(row.get(1))));
    return numbers;
  }

  boolean hasTable(String database, String table) {
    return number(database, "select count(*) from pg_tables where schemaname = 'public' and tablename = '%s'".formatted(table)) > 0;
  }

  /** The first columns of each row as text; {@code null} is the text "null". */
  public List<List<String>> rows(String database, String sql, int columns) {
    try (var connection = DriverManager.getConnection(
            postgres.jdbcUrl(database), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (var column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look into database %s: %s".formatted(database, e.getMessage()), e);
    }
  }
}
