package io.tributary.channels.email;

import io.tributary.channels.Channel;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.webhook.ReadWebhook;
import io.tributary.service.database.DatabaseTime;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Keeps the mail of records in step: when an address of a record changes, that person's mail is fetched from the connected mailboxes. */
@SpringBootApplication
public class ChannelSyncEmailApplication {

  public static void main(String[] args) {
    SpringApplication.run(ChannelSyncEmailApplication.class, args);
  }

  @Bean
  Mailboxes mailboxes(UniPile uniPile) {
    return new Mailboxes(uniPile);
  }

  @Bean
  Channel emailChannel(Mailboxes mailboxes, DatabaseTime time) {
    return new EmailChannel(mailboxes, time);
  }

  @Bean
  ReadWebhook mailWebhooks(DatabaseTime time) {
    return new ReadMailWebhook(time);
  }

  @Bean
  LiveMail liveMail(Mailboxes mailboxes, DatabaseTime time) {
    return new LiveMail(mailboxes, time);
  }
}
