package io.tributary.channels.work;

import io.tributary.local.TestStack;
import io.tributary.service.database.Database;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The service's database alone, with channel sync's migrations, those of the channel under test, and its roles: no broker, no registry. */
public final class SyncDatabase {

  private static final String NAME = "email_sync";
  private static final Database DATABASE = start();

  /** Empty tables. */
  public static Database fresh() {
    DATABASE.runAsWorker(SyncDatabase::empty);
    return DATABASE;
  }

  private static void empty(DSLContext db) {
    for (var table : List.of(
        "sync_state", "applied_requests", "tenant_settings", "budgets", "progress", "walks", "connections", "learned_forms", "sync_jobs")) {
      db.execute("delete from " + table);
    }
  }

  private static Database start() {
    TestStack.shared().createDatabase(NAME);
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(
        "tributary.database.name", NAME,
        "spring.datasource.url", TestStack.shared().jdbcUrl(NAME),
        "spring.datasource.username", NAME + "_service",
        "spring.datasource.password", NAME + "_service",
        "spring.flyway.user", NAME + "_owner",
        "spring.flyway.password", NAME + "_owner",
        "spring.flyway.locations", "classpath:db",
        "spring.flyway.placeholders.database", NAME)));
    var context = new AnnotationConfigApplicationContext();
    context.setEnvironment(environment);
    context.register(
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JooqAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        databaseAutoConfiguration());
    context.refresh();
    return context.getBean(Database.class);
  }

  private static Class<?> databaseAutoConfiguration() {
    try {
      return Class.forName("io.tributary.service.database.DatabaseAutoConfiguration");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private SyncDatabase() {}
}
