package io.tributary.salesforce;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.salesforce.api.AllowedHosts;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.contacts.ForgetContacts;
import io.tributary.salesforce.runs.ForgetRuns;
import io.tributary.salesforce.runs.MissingContacts;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.schedule.DueRuns;
import io.tributary.salesforce.schedule.RunSchedule;
import io.tributary.salesforce.schedule.ScheduleSettings;
import io.tributary.salesforce.schedule.WorkerPool;
import io.tributary.salesforce.sync.WorkOnRun;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service has and the command line has not: an interface and a schedule. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(ScheduleSettings.class)
class ServiceConfiguration {

  @Bean(destroyMethod = "close")
  SchedulerConnections schedulerConnections(HikariDataSource usual, @Value("${tributary.database.name}") String database) {
    return new SchedulerConnections(WorkerPool.beside(usual, database));
  }

  @Bean
  RunSchedule runSchedule(SchedulerConnections pool, WorkOnRun work, Runs runs, Connections connections, ForgetRuns forget, ScheduleSettings settings) {
    return new RunSchedule(pool.dataSource(), work, new DueRuns(runs, connections, settings), forget, settings);
  }

  @Bean
  MissingContacts missingContacts(Database database) {
    return new MissingContacts(database);
  }

  @Bean
  ForgetRuns forgetRuns(Database database, ScheduleSettings settings) {
    return new ForgetRuns(database, settings.keepRuns());
  }

  @Bean
  Subscription<PersonErased> erasures(Database database) {
    return Subscription.to(Topics.PRIVACY_ERASURES, ForgetContacts.in(database));
  }

  @Bean
  AllowedHosts allowedHosts(SyncSettings settings) {
    return new AllowedHosts(settings.allowedHosts());
  }

  /** Not a bean of type DataSource: the application's own would no longer be the only one. */
  record SchedulerConnections(HikariDataSource dataSource) implements AutoCloseable {

    @Override
    public void close() {
      dataSource.close();
    }
  }
}
