package io.tributary.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The databases of the services and their roles.
 *
 * <p>For a database X: {@code X_owner} owns it and migrates; {@code X_service} logs in, inherits nothing, and takes
 * {@code X_api} or {@code X_worker} in each transaction. {@code records_cdc} may read the log of changes besides.
 */
public final class Databases {

  private final PostgresServer server;

  Databases(PostgresServer server) {
    this.server = server;
  }

  /** Makes the database and its roles unless they are there. */
  public void ensure(String name) {
    checkName(name);
    asSuperuser(connection -> {
      roles(connection, name);
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        create(connection, name);
      }
    });
  }

  /** Makes the database anew, empty; an old one goes with its replication slots and whoever is connected. */
  public void recreate(String name) {
    checkName(name);
    asSuperuser(connection -> {
      dropSlots(connection, name);
      execute(connection, "drop database if exists " + name + " with (force)");
      roles(connection, name);
      create(connection, name);
    });
  }

  /** Makes a database owned by a login role of the same name and password: for what is not ours, as the registry. */
  public void ensurePlain(String name) {
    checkName(name);
    asSuperuser(connection -> {
      role(connection, name, "login password '" + name + "'");
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        execute(connection, "create database " + name + " owner " + name);
      }
    });
  }

  private static void roles(Connection connection, String name) throws SQLException {
    role(connection, name + "_owner", "login password '" + name + "_owner'");
    role(connection, name + "_api", "nologin");
    role(connection, name + "_worker", "nologin");
    role(connection, name + "_service", "login noinherit password '" + name + "_service'");
    execute(connection, "grant " + name + "_api, " + name + "_worker to " + name + "_service");
    if (name.equals("records")) {
      role(connection, "records_cdc", "login replication password 'records_cdc'");
    }
  }

  private static void create(Connection connection, String name) throws SQLException {
    execute(connection, "create database " + name + " owner " + name + "_owner");
    execute(connection, "revoke all on database " + name + " from public");
    execute(connection, "grant connect on database " + name + " to " + name + "_service");
    if (name.equals("records")) {
      execute(connection, "grant connect on database records to records_cdc");
    }
  }

  private static void role(Connection connection, String role, String attributes) throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
      execute(connection, "create role " + role + " " + attributes);
    }
  }

  private static void dropSlots(Connection connection, String database) throws SQLException {
    // A slot in use cannot be dropped: its reader is sent away first, and the loop waits until it is gone.
    execute(connection, """
        do $$
        declare slot record;
        begin
          for slot in select slot_name from pg_replication_slots where database = '%s' loop
            for attempt in 1..100 loop
              perform pg_terminate_backend(active_pid) from pg_replication_slots
                where slot_name = slot.slot_name and active_pid is not null;
              begin
                perform pg_drop_replication_slot(slot.slot_name);
                exit;
              exception when object_in_use then perform pg_sleep(0.05); when undefined_object then exit;
              end;
            end loop;
          end loop;
        end $$""".formatted(database));
  }

  private static boolean exists(Connection connection, String sql, String value) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      try (var result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void asSuperuser(Work work) {
    try (var connection = DriverManager.getConnection(
        server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER)) {
      work.with(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot set up a database: " + e.getMessage(), e);
    }
  }

  /** Names go into statements that take no parameters. */
  private static void checkName(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,50}")) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
  }

  /** The databases of the seven services. */
  public static final List<String> OF_SERVICES = List.of(
      "records", "communications", "email_sync", "whatsapp_sync", "linkedin_sync", "connectors", "salesforce");

  private interface Work {
    void with(Connection connection) throws SQLException;
  }
}
