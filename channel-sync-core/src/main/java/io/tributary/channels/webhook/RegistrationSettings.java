package io.tributary.channels.webhook;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the provider reaches us, where it does.
 *
 * @param publicUrl address of the front door as the provider sees it, such as {@code https://tributary.example.com}
 * @param compareEvery how often the provider's list is compared with what was registered
 */
@ConfigurationProperties("tributary.channel.registration")
public record RegistrationSettings(URI publicUrl, @DefaultValue("1h") Duration compareEvery) {

  public RegistrationSettings {
    if (publicUrl.getHost() == null || publicUrl.getScheme() == null || !publicUrl.getScheme().matches("https?")) {
      throw new IllegalArgumentException(
          "tributary.channel.registration.public-url needs a scheme and a host, such as https://tributary.example.com; set PUBLIC_URL, or false for none");
    }
    if (!compareEvery.isPositive()) {
      throw new IllegalArgumentException("tributary.channel.registration.compare-every must be positive");
    }
  }

  /** Without a slash at its end. */
  String address() {
    return publicUrl.toString().replaceAll("/+$", "");
  }
}
