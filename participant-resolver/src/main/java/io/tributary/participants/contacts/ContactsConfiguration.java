package io.tributary.participants.contacts;

import static io.tributary.participants.jooq.Tables.NEW_CONTACTS;

import io.tributary.events.RecordUpsert;
import io.tributary.participants.jooq.tables.records.NewContactsRecord;
import io.tributary.service.kafka.RowsToTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContactsConfiguration {

  @Bean
  RowsToTopic<NewContactsRecord, RecordUpsert> newContacts() {
    return RowsToTopic.of("new-contacts", NEW_CONTACTS, NEW_CONTACTS.VERSION, NEW_CONTACTS.PUBLISHED_VERSION, ContactEvent::of);
  }
}
