package io.tributary.channels.linkedin;

import io.tributary.channels.Channel;
import io.tributary.channels.chat.Chats;
import io.tributary.channels.chat.KnownChats;
import io.tributary.channels.chat.LiveChats;
import io.tributary.channels.chat.ReadChatWebhook;
import io.tributary.channels.linkedin.profile.LookUpProfile;
import io.tributary.channels.linkedin.profile.LookUpSettings;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.webhook.ReadWebhook;
import io.tributary.service.database.Database;
import io.tributary.service.database.DatabaseTime;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Keeps the LinkedIn chats of records in step: when a profile's address changes, that person's chats are fetched from the connected accounts. */
@SpringBootApplication
@EnableConfigurationProperties(LookUpSettings.class)
public class LinkedInSyncApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(LinkedInSyncApplication.class, arguments);
  }

  @Bean
  LookUpProfile lookUpProfile(UniPile uniPile, Database database, LookUpSettings settings) {
    return new LookUpProfile(uniPile, database, settings);
  }

  @Bean
  Channel linkedInChannel(UniPile uniPile, Database database, LookUpProfile profiles, DatabaseTime time) {
    return LinkedInChannel.over(uniPile, database, profiles, time);
  }

  @Bean
  ReadWebhook chatWebhooks(DatabaseTime time) {
    return new ReadChatWebhook(new LinkedInTruth(), time);
  }

  @Bean
  LiveChats liveChats(UniPile uniPile, Database database, DatabaseTime time) {
    return new LiveChats(new Chats(uniPile), new KnownChats(database), new LinkedInTruth(), time);
  }
}
