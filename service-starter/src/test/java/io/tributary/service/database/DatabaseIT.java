package io.tributary.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.TestStack;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

class DatabaseIT {

  private static final Class<?>[] OUTAGES = {DataAccessResourceFailureException.class, TransactionException.class};
  private static final String COUNT = "select count(*) from things";

  private final ApplicationContextRunner application = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
          TransactionAutoConfiguration.class, JooqAutoConfiguration.class, DatabaseAutoConfiguration.class))
      .withPropertyValues(
          "tributary.database.name=starter_roles",
          "spring.datasource.username=starter_roles_service",
          "spring.datasource.password=starter_roles_service",
          // One connection, so that whatever one transaction left behind would be found by the next.
          "spring.datasource.hikari.maximum-pool-size=1");

  @BeforeEach
  void migrate() {
    var stack = TestStack.shared();
    stack.createDatabase("starter_roles");
    Flyway.configure().dataSource(stack.jdbcUrl("starter_roles"), "starter_roles_owner", "starter_roles_owner")
        .locations("classpath:db/starter-test").placeholders(java.util.Map.of("database", "starter_roles")).load().migrate();
  }

  @Test
  void aTenantSeesAndWritesItsOwnRowsOnly() {
    run(context -> {
      var database = context.getBean(Database.class);
      database.runInTenant("acme", sql -> sql.execute("insert into things (tenant, name) values ('acme', 'a')"));
      database.runInTenant("globex", sql -> sql.execute("insert into things (tenant, name) values ('globex', 'g')"));

      assertThat(count(database, "acme")).isEqualTo(1);
      assertThat(count(database, "globex")).isEqualTo(1);
      assertThat(count(database, "initech")).isZero();
      assertThat(database.<Integer>asWorker(sql -> sql.fetchSingle(COUNT).get(0, Integer.class))).isEqualTo(2);
      assertThat(database.<Integer>inTenant("acme", sql -> sql.execute("update things set name = 'x' where tenant = 'globex'"))).isZero();
      assertThatThrownBy(() -> database.runInTenant("acme", sql -> sql.execute("insert into things (tenant, name) values ('globex', 'b')")))
          .isInstanceOf(DataAccessException.class)
          .hasRootCauseInstanceOf(SQLException.class);
    });
  }

  @Test
  void withoutARoleThereAreNoRights() {
    run(context -> {
      context.getBean(Database.class).runAsWorker(sql -> sql.execute("insert into things (tenant, name) values ('acme', 'a')"));

      assertThatThrownBy(() -> context.getBean(DSLContext.class).fetch(COUNT))
          .rootCause().isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      assertThat(context.getBean(DSLContext.class).fetchSingle("select current_setting('app.tenant', true)").get(0, String.class)).isNullOrEmpty();
    });
  }

  /** The pool closes a connection that broke, so that its rollback fails too and stands before the reason. Both are outages to all who catch. */
  @Test
  void aConnectionThatEndsInTheMiddleIsAnOutage() {
    run(context -> {
      var database = context.getBean(Database.class);

      assertThatThrownBy(() -> database.runAsWorker(DatabaseIT::end)).isInstanceOfAny(OUTAGES);
      assertThatThrownBy(() -> database.runAsWorker(sql -> {
        end(sql);
        sql.fetch(COUNT);
      })).isInstanceOfAny(OUTAGES);
      assertThat(database.<Integer>asWorker(sql -> sql.fetchSingle(COUNT).get(0, Integer.class))).as("the next has another").isNotNull();
    });
  }

  @Test
  void whatFailsIsRolledBackAndKeepsItsSqlState() {
    run(context -> {
      var database = context.getBean(Database.class);

      assertThatThrownBy(() -> database.runAsWorker(sql -> {
        sql.execute("insert into things (tenant, name) values ('acme', 'twice')");
        sql.execute("insert into things (tenant, name) values ('acme', 'twice')");
      })).isInstanceOf(DuplicateKeyException.class)
          .rootCause().isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
      assertThat(count(database, "acme")).isZero();
    });
  }

  @Test
  void nestedCallsJoinAsTheSameRoleAndAreRefusedAsAnother() {
    run(context -> {
      var database = context.getBean(Database.class);

      assertThatThrownBy(() -> database.runInTenant("acme", _ -> {
        database.runInTenant("acme", sql -> sql.execute("insert into things (tenant, name) values ('acme', 'inner')"));
        throw new IllegalArgumentException("outer");
      })).hasMessage("outer");
      assertThat(count(database, "acme")).isZero();
      assertThatThrownBy(() -> database.runInTenant("acme", _ -> count(database, "globex")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("starter_roles_api of tenant acme")
          .hasMessageContaining("starter_roles_api of tenant globex");
    });
  }

  @Test
  void theDatabaseTellsTheTimeAlsoInTheMiddleOfATransaction() {
    run(context -> context.getBean(Database.class).runInTenant("acme", sql -> {
      var before = sql.fetchSingle("select clock_timestamp()").get(0, OffsetDateTime.class).toInstant();

      var told = context.getBean(DatabaseTime.class).instant();

      assertThat(told).isAfterOrEqualTo(before);
    }));
  }

  private void run(org.springframework.boot.test.context.runner.ContextConsumer<AssertableApplicationContext> test) {
    application.withPropertyValues("spring.datasource.url=" + TestStack.shared().jdbcUrl("starter_roles")).run(context -> {
      assertThat(context).hasNotFailed().hasSingleBean(DataSource.class);
      test.accept(context);
    });
  }

  private static int count(Database database, String tenant) {
    return database.inTenant(tenant, sql -> sql.fetchSingle(COUNT).get(0, Integer.class));
  }

  /** The server ends this transaction's connection. */
  private static void end(DSLContext sql) {
    int pid = sql.fetchSingle("select pg_backend_pid()").get(0, Integer.class);
    try (var server = DriverManager.getConnection(TestStack.shared().jdbcUrl("starter_roles"), "postgres", "postgres"); var statement = server.createStatement()) {
      statement.execute("select pg_terminate_backend(%d, 10000)".formatted(pid));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
