package io.tributary.channels.whatsapp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is particular to WhatsApp.
 *
 * @param scanEvery for how long an account's list of chats counts as known: a number that the provider does not find makes it be read again
 *     after that
 */
@ConfigurationProperties("tributary.whatsapp")
public record WhatsAppSettings(@DefaultValue("24h") Duration scanEvery) {

  public WhatsAppSettings {
    if (!scanEvery.isPositive()) {
      throw new IllegalArgumentException("tributary.whatsapp.scan-every must be positive, but is " + scanEvery);
    }
  }
}
