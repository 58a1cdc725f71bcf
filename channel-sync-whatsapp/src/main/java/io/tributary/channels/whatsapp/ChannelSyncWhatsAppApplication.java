package io.tributary.channels.whatsapp;

import io.tributary.channels.Channel;
import io.tributary.channels.chat.Chats;
import io.tributary.channels.chat.KnownChats;
import io.tributary.channels.chat.LiveChats;
import io.tributary.channels.chat.ReadChatWebhook;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.webhook.ReadWebhook;
import io.tributary.service.database.Database;
import io.tributary.service.database.DatabaseTime;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Keeps the WhatsApp conversations of records in step: when a phone number of a record changes, that person's chats are fetched from the
 * connected accounts.
 */
@SpringBootApplication
@EnableConfigurationProperties(WhatsAppSettings.class)
public class ChannelSyncWhatsAppApplication {

  public static void main(String[] args) {
    SpringApplication.run(ChannelSyncWhatsAppApplication.class, args);
  }

  @Bean
  Channel whatsAppChannel(UniPile uniPile, Database database, WhatsAppSettings settings, DatabaseTime time) {
    return WhatsAppChannel.over(uniPile, database, settings, time);
  }

  @Bean
  ReadWebhook chatWebhooks(DatabaseTime time) {
    return new ReadChatWebhook(new WhatsAppTruth(), time);
  }

  @Bean
  LiveChats liveChats(UniPile uniPile, Database database, DatabaseTime time) {
    return new LiveChats(new Chats(uniPile), new KnownChats(database), new WhatsAppTruth(), time);
  }
}
