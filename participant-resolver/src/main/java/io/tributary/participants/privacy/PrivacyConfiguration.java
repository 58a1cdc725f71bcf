package io.tributary.participants.privacy;

import io.tributary.participants.care.RunCare;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

  @Bean
  ErasePerson erasePerson(Database database, PublishedRows published) {
    return new ErasePerson(database, published);
  }

  @Bean
  ClearData clearData(Database database, RunCare care, PublishedRows published) {
    return new ClearData(database, care, published);
  }
}
