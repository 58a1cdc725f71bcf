package io.tributary.participants.care;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.participants.analytics.CountDays;
import io.tributary.participants.contacts.MakeContacts;
import io.tributary.participants.intake.TakeInStrangers;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CareConfiguration {

  @Bean
  RunCare runCare(
      Database database, CountDays days, PublishedRows published, MeterRegistry metrics, @Value("${tributary.strangers.grace}") Duration grace) {
    return new RunCare(
        database, days, new VerifyLinks(database), new ForgetOrphans(database), new TakeInStrangers(database, grace),
        new MakeContacts(database, grace), published, metrics);
  }

  @Bean
  CareSchedule careSchedule(@Qualifier("scheduleLogin") DataSource login, RunCare care, @Value("${tributary.care.enabled}") boolean enabled) {
    return new CareSchedule(login, care, enabled);
  }

  /** db-scheduler opens its own connections, and takes no role in a transaction: these have the worker's from the start. */
  @Bean(defaultCandidate = false)
  @Qualifier("scheduleLogin")
  HikariDataSource scheduleLogin(DataSourceProperties login, @Value("${tributary.database.name}") String name) {
    var pool = login.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    pool.setPoolName("schedule");
    pool.setMaximumPoolSize(2);
    pool.setConnectionInitSql("set role %s_worker".formatted(name));
    return pool;
  }
}
