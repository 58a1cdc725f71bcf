package io.tributary.connectors;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static io.tributary.connectors.jooq.Tables.RUNS;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.connectors.calls.CallSettings;
import io.tributary.connectors.calls.Ledger;
import io.tributary.connectors.calls.Providers;
import io.tributary.connectors.connection.ConnectionEvent;
import io.tributary.connectors.connection.SealedCredentials;
import io.tributary.connectors.connection.StoredConnections;
import io.tributary.connectors.inbound.InboundSource;
import io.tributary.connectors.inbound.ReadEvents;
import io.tributary.connectors.jooq.tables.records.ConnectionsRecord;
import io.tributary.connectors.jooq.tables.records.RunsRecord;
import io.tributary.connectors.poll.Connector;
import io.tributary.connectors.poll.Connectors;
import io.tributary.connectors.poll.Poll;
import io.tributary.connectors.poll.PollSettings;
import io.tributary.connectors.poll.Polls;
import io.tributary.connectors.poll.PublishObserved;
import io.tributary.connectors.schedule.DueConnections;
import io.tributary.connectors.schedule.Maintenance;
import io.tributary.connectors.schedule.PollSchedule;
import io.tributary.connectors.schedule.ScheduleSettings;
import io.tributary.events.ChannelConnection;
import io.tributary.events.PollRun;
import io.tributary.events.ProviderWebhook;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.database.DatabaseTime;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.kafka.Subscription;
import io.tributary.service.secrets.Vault;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is made of what. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class PollingConfiguration {

  @Bean
  SealedCredentials sealedCredentials(Vault vault) {
    return new SealedCredentials(vault);
  }

  @Bean
  StoredConnections storedConnections(Database database, SealedCredentials sealed, RowsToTopic<ConnectionsRecord, ChannelConnection> connections) {
    return new StoredConnections(database, sealed, connections::poke);
  }

  @Bean
  Providers providers(Database database, CallSettings settings) {
    return new Providers(new Ledger(database), settings);
  }

  @Bean
  PublishObserved publishObserved(Database database, EventPublisher publisher) {
    return new PublishObserved(database, publisher);
  }

  @Bean
  Subscription<ProviderWebhook> events(List<InboundSource> sources, Database database, PublishObserved publish) {
    return Subscription.to(Topics.CONNECTOR_WEBHOOKS, new ReadEvents(sources, database, publish));
  }

  @Bean
  Connectors connectors(List<Connector> connectors) {
    return new Connectors(connectors);
  }

  @Bean
  Poll poll(
      Connectors connectors, Database database, PublishObserved publish, SealedCredentials sealed, PollSettings settings,
      RowsToTopic<RunsRecord, PollRun> runs, RowsToTopic<ConnectionsRecord, ChannelConnection> connections) {
    return Polls.of(connectors, database, publish, sealed, settings, () -> {
      runs.poke();
      connections.poke();
    });
  }

  @Bean
  PollSchedule pollSchedule(
      @Qualifier("scheduleLogin") DataSource login, Database database, Poll poll, PollSettings pollSettings, ScheduleSettings settings,
      DatabaseTime time) {
    return new PollSchedule(
        login, poll, new DueConnections(database), new Maintenance(database, pollSettings), settings, time);
  }

  @Bean
  RowsToTopic<RunsRecord, PollRun> pollRuns() {
    return RowsToTopic.of("poll runs", RUNS, RUNS.VERSION, RUNS.PUBLISHED_VERSION, Polls.runEvent());
  }

  @Bean
  RowsToTopic<ConnectionsRecord, ChannelConnection> connectionEvents(Connectors connectors) {
    return RowsToTopic.of("connections", CONNECTIONS, CONNECTIONS.VERSION, CONNECTIONS.PUBLISHED_VERSION,
        new ConnectionEvent(source -> connectors.of(source).channel()));
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
