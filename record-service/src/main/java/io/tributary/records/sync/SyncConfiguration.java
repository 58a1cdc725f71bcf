package io.tributary.records.sync;

import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SyncConfiguration {

  @Bean
  Subscription<SyncJob> syncJobs(Database database) {
    return Subscription.to(Topics.SYNC_JOBS, new KeepSyncJobs(database));
  }
}
