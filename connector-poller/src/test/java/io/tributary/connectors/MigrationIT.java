package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.TestStack;
import io.tributary.service.testing.TributaryTest;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is in use when a new version comes. The service's own makes the roles. */
@TributaryTest(database = "connectors")
class MigrationIT {

  private static final String OLDER = "connectors_older";
  private static final String OWNER = OLDER + "_owner";

  @BeforeEach
  void anotherDatabase() {
    TestStack.shared().createDatabase(OLDER);
  }

  @Test
  void threadsThatWereReadToTheirEndBeforeRepliesWereCountedCountAsRead() {
    flyway().target("2").load().migrate();
    execute("""
        insert into threads (tenant, workspace, channel, thread, latest_reply, caught_up_to, replies)
        values ('acme', 'T1', 'C1', 'read', '9.1', '9.1', 7), ('acme', 'T1', 'C1', 'behind', '9.1', '5.1', 7)""");

    flyway().load().migrate();

    assertThat(number("select stored from threads where thread = 'read'")).isEqualTo(7);
    assertThat(number("select stored from threads where thread = 'behind'")).isZero();
    assertThat(number("select count(*) from pg_class where relname = 'threads' and relforcerowsecurity")).isEqualTo(1);
  }

  private static FluentConfiguration flyway() {
    return Flyway.configure().dataSource(TestStack.shared().jdbcUrl(OLDER), OWNER, OWNER).locations("classpath:db/migration");
  }

  private static void execute(String sql) {
    try (var db = DSL.using(TestStack.shared().jdbcUrl(OLDER), "postgres", "postgres")) {
      db.execute(sql);
    }
  }

  private static int number(String select) {
    try (var db = DSL.using(TestStack.shared().jdbcUrl(OLDER), "postgres", "postgres")) {
      return db.fetchSingle(select).get(0, Integer.class);
    }
  }
}
