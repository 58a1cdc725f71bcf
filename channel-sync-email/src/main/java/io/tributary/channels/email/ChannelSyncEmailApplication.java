package io.tributary.channels.email;

import io.tributary.channels.Channel;
import io.tributary.channels.unipile.UniPile;
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
  Channel emailChannel(UniPile uniPile) {
    return new EmailChannel(new Mailboxes(uniPile), Clock.systemUTC());
  }
}
