package io.tributary.participants;

import io.tributary.events.ChannelConnection;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.RecordState;
import io.tributary.events.TenantSettings;
import io.tributary.events.Topics;
import io.tributary.participants.intake.StoreCommunications;
import io.tributary.participants.known.ApplyConnections;
import io.tributary.participants.known.ApplyRecordStates;
import io.tributary.participants.known.KeepTenantSettings;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Subscription;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Stores what was said and decides whose participant each speaker is. What it must know arrives on four topics; the links it decides and the
 * facts it stores go out on two.
 */
@SpringBootApplication
public class ParticipantResolverApplication {

  public static void main(String[] args) {
    SpringApplication.run(ParticipantResolverApplication.class, args);
  }

  @Bean
  Subscription<CommunicationObserved> communications(
      Database database, PublishedRows published, @Value("${tributary.communications.consumers}") int consumers) {
    return new Subscription<>(Topics.COMMUNICATIONS, new StoreCommunications(database, published), consumers);
  }

  @Bean
  Subscription<RecordState> recordStates(Database database, PublishedRows published) {
    return Subscription.to(Topics.RECORD_STATES, new ApplyRecordStates(database, published));
  }

  @Bean
  Subscription<ChannelConnection> connections(Database database, PublishedRows published) {
    return Subscription.to(Topics.CHANNEL_CONNECTIONS, new ApplyConnections(database, published));
  }

  @Bean
  Subscription<TenantSettings> tenantSettings(Database database, PublishedRows published) {
    return Subscription.to(Topics.TENANT_SETTINGS, new KeepTenantSettings(database, published));
  }
}
