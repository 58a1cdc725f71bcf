package io.tributary.records.privacy;

import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

  @Bean
  Subscription<PersonErased> erasures(Database database, JsonMapper json) {
    return Subscription.to(Topics.PRIVACY_ERASURES, new ForgetInRecords(database, new RulesStore(database, json), json));
  }
}
