package io.tributary.channels;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;
import static io.tributary.channels.jooq.Tables.SYNC_JOBS;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.Budgets;
import io.tributary.channels.calls.CallSettings;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.connection.ChangeConnection;
import io.tributary.channels.connection.ConnectAccount;
import io.tributary.channels.connection.ConnectionEvent;
import io.tributary.channels.connection.ConnectionsController;
import io.tributary.channels.connection.CountSent;
import io.tributary.channels.job.JobEvent;
import io.tributary.channels.job.SyncStatusController;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.channels.jooq.tables.records.SyncJobsRecord;
import io.tributary.channels.trigger.LearnForms;
import io.tributary.channels.trigger.RecordIdentifiers;
import io.tributary.channels.trigger.SyncRequests;
import io.tributary.channels.trigger.TenantCooldowns;
import io.tributary.channels.walk.PlanWalks;
import io.tributary.channels.walk.WalkSettings;
import io.tributary.channels.walk.Walks;
import io.tributary.channels.work.Backlog;
import io.tributary.channels.work.ClaimDueSyncs;
import io.tributary.channels.work.FinishSync;
import io.tributary.channels.work.Housekeeping;
import io.tributary.channels.work.Leases;
import io.tributary.channels.work.RunSync;
import io.tributary.channels.work.SyncWorker;
import io.tributary.channels.work.WorkerSettings;
import io.tributary.events.ChannelConnection;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.SyncJob;
import io.tributary.events.SyncRequested;
import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.kafka.Subscription;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Connects the story to the world: what triggers it, who runs it, where it publishes. A service brings its {@link Channel}. */
@AutoConfiguration
@ConditionalOnBean(Channel.class)
@EnableScheduling
@EnableConfigurationProperties({WorkerSettings.class, WalkSettings.class, CallSettings.class})
@Import({ConnectionsController.class, SyncStatusController.class})
public class ChannelSyncAutoConfiguration {

  @Bean
  WorkSignal workSignal() {
    return new WorkSignal();
  }

  // What triggers it.

  @Bean
  Subscription<IdentifiersChanged> identifiersChanged(Channel channel, Database database, WorkSignal work) {
    return Subscription.to(
        Objects.requireNonNull(Topics.IDENTIFIER_CHANGES.get(channel.kind())), new RecordIdentifiers(database, work));
  }

  @Bean
  Subscription<SyncRequested> syncRequested(Channel channel, Database database, WorkSignal work) {
    return Subscription.to(Objects.requireNonNull(Topics.SYNC_REQUESTS.get(channel.kind())), new SyncRequests(database, work));
  }

  @Bean
  Subscription<TenantSettings> tenantSettings(Database database) {
    return Subscription.to(Topics.TENANT_SETTINGS, new TenantCooldowns(database));
  }

  @Bean
  ConnectAccount connectAccount(
      Channel channel, Database database, WorkSignal work, RowsToTopic<ConnectionsRecord, ChannelConnection> connections) {
    return new ConnectAccount(channel, database, work, connections::poke);
  }

  @Bean
  ChangeConnection changeConnection(Database database, WorkSignal work, RowsToTopic<ConnectionsRecord, ChannelConnection> connections) {
    return new ChangeConnection(database, work, connections::poke);
  }

  // Where its state is seen.

  @Bean
  RowsToTopic<SyncJobsRecord, SyncJob> syncJobs(Channel channel) {
    return RowsToTopic.of("sync-jobs", SYNC_JOBS, SYNC_JOBS.VERSION, SYNC_JOBS.PUBLISHED_VERSION, new JobEvent(channel.kind()));
  }

  @Bean
  RowsToTopic<ConnectionsRecord, ChannelConnection> connections(Channel channel) {
    return RowsToTopic.of(
        "connections", CONNECTIONS, CONNECTIONS.VERSION, CONNECTIONS.PUBLISHED_VERSION, new ConnectionEvent(channel.kind()));
  }

  // The story.

  @Bean
  Budgets budgets(Database database, CallSettings settings) {
    return new Budgets(database, settings);
  }

  @Bean
  AccountHealth accountHealth(
      Database database, CallSettings settings, RowsToTopic<ConnectionsRecord, ChannelConnection> connections) {
    return new AccountHealth(database, settings, connections::poke);
  }

  @Bean
  ProviderCalls providerCalls(Budgets budgets, AccountHealth health, CallSettings settings, MeterRegistry metrics) {
    return new ProviderCalls(budgets, health, settings, metrics);
  }

  @Bean
  @ConditionalOnMissingBean
  Communications communications(EventPublisher publisher, CountSent sent) {
    return new PublishCommunications(publisher, sent);
  }

  @Bean
  CountSent countSent(Database database) {
    return new CountSent(database);
  }

  @Bean
  ChannelSync channelSync(
      Channel channel, Database database, WalkSettings walks, ProviderCalls calls, Communications communications, AccountHealth health) {
    return new ChannelSync(channel, new PlanWalks(database, channel, walks), calls, communications, new Walks(database), health);
  }

  // Who runs it.

  @Bean
  SyncWorker syncWorker(
      Database database,
      ChannelSync sync,
      WorkSignal work,
      RowsToTopic<SyncJobsRecord, SyncJob> jobs,
      WorkerSettings settings,
      MeterRegistry metrics) {
    return new SyncWorker(
        new ClaimDueSyncs(database, settings),
        new RunSync(sync, new LearnForms(database), new FinishSync(database), settings, metrics),
        new Leases(database, settings),
        work,
        jobs::poke,
        settings);
  }

  @Bean
  Backlog backlog(Database database, SyncWorker worker, MeterRegistry metrics) {
    return new Backlog(database, worker, metrics);
  }

  @Bean
  Housekeeping housekeeping(Database database, Budgets budgets, CountSent sent) {
    return new Housekeeping(database, budgets, sent);
  }
}
