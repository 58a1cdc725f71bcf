package io.tributary.participants.analytics;

import static io.tributary.participants.jooq.Tables.DAILY_ANALYTICS;

import io.tributary.events.DailyAnalytics;
import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import io.tributary.participants.jooq.tables.records.DailyAnalyticsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.kafka.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnalyticsConfiguration {

  @Bean
  Subscription<SyncJob> syncJobs(Database database) {
    return Subscription.to(Topics.SYNC_JOBS, new KeepSyncRuns(database));
  }

  @Bean
  CountDays countDays(Database database) {
    return new CountDays(database);
  }

  @Bean
  RowsToTopic<DailyAnalyticsRecord, DailyAnalytics> dailyAnalytics() {
    return RowsToTopic.of(
        "daily-analytics", DAILY_ANALYTICS, DAILY_ANALYTICS.VERSION, DAILY_ANALYTICS.PUBLISHED_VERSION, DayEvent::of);
  }
}
