package io.tributary.records.upsert;

import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class UpsertConfiguration {

  @Bean
  Subscription<RecordUpsert> recordUpserts(Database database, JsonMapper json) {
    return Subscription.to(Topics.RECORD_UPSERTS, new ApplyUpserts(database, new FoldUpserts(json)));
  }
}
