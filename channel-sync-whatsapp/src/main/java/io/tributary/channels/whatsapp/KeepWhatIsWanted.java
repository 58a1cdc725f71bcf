package io.tributary.channels.whatsapp;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;

import io.tributary.channels.WorkSignal;
import io.tributary.channels.job.JobEvent;
import io.tributary.channels.jooq.tables.records.SyncJobsRecord;
import io.tributary.channels.trigger.RecordIdentifiers;
import io.tributary.channels.trigger.SyncRequests;
import io.tributary.channels.trigger.TenantCooldowns;
import io.tributary.events.Channel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.SyncJob;
import io.tributary.events.SyncRequested;
import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.kafka.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The triggers of channel sync without its worker, which the core brings only to a service that has a channel: what is wanted
 * stands in {@code sync_state} and as an open job, until the channel is built. To be deleted then.
 */
@Configuration(proxyBeanMethods = false)
class KeepWhatIsWanted {

  @Bean
  Subscription<IdentifiersChanged> identifiersChanged(Database database) {
    return Subscription.to(Topics.WHATSAPP_IDENTIFIER_CHANGES, new RecordIdentifiers(database, new WorkSignal()));
  }

  @Bean
  Subscription<SyncRequested> syncRequested(Database database) {
    return Subscription.to(Topics.WHATSAPP_SYNC_REQUESTS, new SyncRequests(database, new WorkSignal()));
  }

  @Bean
  Subscription<TenantSettings> tenantSettings(Database database) {
    return Subscription.to(Topics.TENANT_SETTINGS, new TenantCooldowns(database));
  }

  @Bean
  RowsToTopic<SyncJobsRecord, SyncJob> syncJobs() {
    return RowsToTopic.of("sync-jobs", SYNC_JOBS, SYNC_JOBS.VERSION, SYNC_JOBS.PUBLISHED_VERSION, new JobEvent(Channel.WHATSAPP));
  }
}
