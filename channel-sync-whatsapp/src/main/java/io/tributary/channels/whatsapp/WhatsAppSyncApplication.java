package io.tributary.channels.whatsapp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The conversations of one person on WhatsApp. Today there is no channel: what is wanted is kept, nobody is called. */
@SpringBootApplication(proxyBeanMethods = false)
public class WhatsAppSyncApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(WhatsAppSyncApplication.class, arguments);
  }
}
