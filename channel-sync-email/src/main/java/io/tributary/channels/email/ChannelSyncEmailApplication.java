package io.tributary.channels.email;

import io.tributary.channels.Channel;
import io.tributary.channels.unipile.UniPile;
import io.tributary.channels.webhook.ReadWebhook;
import java.time.Clock;
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
  Channel emailChannel(Mailboxes mailboxes) {
    return new EmailChannel(mailboxes, Clock.systemUTC());
  }

  @Bean
  ReadWebhook mailWebhooks() {
    return new ReadMailWebhook(Clock.systemUTC());
  }

  @Bean
  LiveMail liveMail(Mailboxes mailboxes) {
    return new LiveMail(mailboxes, Clock.systemUTC());
  }
}
