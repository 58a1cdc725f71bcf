package io.tributary.channels.linkedin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The conversations of one person on LinkedIn. Today there is no channel: what is wanted is kept, nobody is called. */
@SpringBootApplication(proxyBeanMethods = false)
public class LinkedInSyncApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(LinkedInSyncApplication.class, arguments);
  }
}
