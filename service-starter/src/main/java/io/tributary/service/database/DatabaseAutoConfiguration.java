package io.tributary.service.database;

import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link Database} for a service that names one. */
@AutoConfiguration(after = JooqAutoConfiguration.class)
@ConditionalOnProperty("tributary.database.name")
@ConditionalOnBean(DSLContext.class)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseAutoConfiguration {

  /** Before the context is refreshed further, which the migrations' connection is the first to need. */
  @Bean
  AwaitDatabase awaitDatabase() {
    return new AwaitDatabase();
  }

  @Bean
  Database database(DSLContext jooq, PlatformTransactionManager transactions, DatabaseSettings settings) {
    return new Database(jooq, new TransactionTemplate(transactions), settings.name());
  }

  @Bean
  DatabaseTime databaseTime(DataSource dataSource) {
    return new DatabaseTime(dataSource);
  }
}
