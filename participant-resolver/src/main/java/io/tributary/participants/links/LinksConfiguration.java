package io.tributary.participants.links;

import static io.tributary.participants.jooq.Tables.MESSAGE_FACTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;

import io.tributary.events.CommunicationFact;
import io.tributary.events.ParticipantLink;
import io.tributary.participants.jooq.tables.records.MessageFactsRecord;
import io.tributary.participants.jooq.tables.records.ParticipantLinksRecord;
import io.tributary.service.kafka.RowsToTopic;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LinksConfiguration {

  @Bean
  RowsToTopic<ParticipantLinksRecord, ParticipantLink> participantLinks() {
    return RowsToTopic.of(
        "participant-links", PARTICIPANT_LINKS, PARTICIPANT_LINKS.VERSION, PARTICIPANT_LINKS.PUBLISHED_VERSION, LinkEvent::of);
  }

  @Bean
  RowsToTopic<MessageFactsRecord, CommunicationFact> communicationFacts() {
    return RowsToTopic.of("communication-facts", MESSAGE_FACTS, MESSAGE_FACTS.VERSION, MESSAGE_FACTS.PUBLISHED_VERSION, FactEvent::of);
  }

  @Bean
  PublishedRows publishedRows(List<RowsToTopic<?, ?>> tables) {
    return new PublishedRows(tables);
  }
}
