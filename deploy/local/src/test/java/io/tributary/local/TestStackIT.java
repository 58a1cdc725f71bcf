package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestStackIT {

  private final TestStack stack = TestStack.shared();

  @Test
  void aDatabaseHasTheFourRolesOfItsService() throws Exception {
    // When
    stack.createDatabase("records");

    // Then
    try (var connection = login("records_service")) {
      assertThat(valueOf(connection, "select 1")).isEqualTo("1");
      connection.createStatement().execute("set role records_api");
      connection.createStatement().execute("set role records_worker");
      assertThatThrownBy(() -> connection.createStatement().execute("set role records_owner"))
          .isInstanceOf(SQLException.class);
    }
    try (var connection = login("records_owner")) {
      connection.createStatement().execute("create table mine (id int primary key)");
      connection.createStatement().execute("create publication mine_too for table mine");
    }
    try (var connection = login("records_cdc")) {
      assertThat(valueOf(connection, "select rolreplication from pg_roles where rolname = current_user")).isEqualTo("t");
      assertThat(valueOf(connection, "show wal_level")).isEqualTo("logical");
    }
  }

  @Test
  void aDatabaseIsMadeAnewThoughItsSlotIsThere() throws Exception {
    // Given
    stack.createDatabase("salesforce");
    try (var connection = DriverManager.getConnection(stack.jdbcUrl("salesforce"), "postgres", "postgres")) {
      connection.createStatement().execute("select pg_create_logical_replication_slot('left_over', 'pgoutput')");
      connection.createStatement().execute("create table old_table (id int)");

      // When
      stack.createDatabase("salesforce");
    }

    // Then
    try (var connection = DriverManager.getConnection(stack.jdbcUrl("salesforce"), "postgres", "postgres")) {
      assertThat(valueOf(connection, "select count(*) from pg_replication_slots where slot_name = 'left_over'")).isEqualTo("0");
      assertThat(valueOf(connection, "select count(*) from pg_tables where tablename = 'old_table'")).isEqualTo("0");
    }
  }

  @Test
  void theBrokerAnswers() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get(10, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void theRegistryIsFullTransitive() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var config = http.send(HttpRequest.newBuilder(URI.create(stack.registryUrl() + "/config")).build(), BodyHandlers.ofString());
      assertThat(config.body()).contains("FULL_TRANSITIVE");
    }
  }

  private Connection login(String role) throws SQLException {
    return DriverManager.getConnection(stack.jdbcUrl("records"), role, role);
  }

  private static String valueOf(Connection connection, String sql) throws SQLException {
    try (var result = connection.createStatement().executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
