package io.tributary.participants.privacy;

import static io.tributary.participants.jooq.Tables.ERASURES;

import io.tributary.events.PersonErased;
import io.tributary.participants.care.RunCare;
import io.tributary.participants.jooq.tables.records.ErasuresRecord;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

  @Bean
  RowsToTopic<ErasuresRecord, PersonErased> erasures() {
    return RowsToTopic.of("erasures", ERASURES, ERASURES.VERSION, ERASURES.PUBLISHED_VERSION, ErasureEvent::of);
  }

  @Bean
  ErasePerson erasePerson(Database database, PublishedRows published) {
    return new ErasePerson(database, published);
  }

  @Bean
  ClearData clearData(Database database, RunCare care, PublishedRows published) {
    return new ClearData(database, care, published);
  }
}
