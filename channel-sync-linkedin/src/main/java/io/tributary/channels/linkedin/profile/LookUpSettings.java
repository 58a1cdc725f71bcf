package io.tributary.channels.linkedin.profile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often LinkedIn is asked for profiles.
 *
 * @param perDay look-ups an account makes within any 24 hours, 1 or more
 * @param nobodyFor after how long a profile that was not there is asked for again
 * @param patience how long a look-up may take; after that its worker counts as dead and the next one asks. Longer than UniPile's deadline.
 */
@ConfigurationProperties("tributary.linkedin.look-ups")
public record LookUpSettings(
    @DefaultValue("100") int perDay,
    @DefaultValue("30d") Duration nobodyFor,
    @DefaultValue("2m") Duration patience) {

  public LookUpSettings {
    if (perDay < 1 || !nobodyFor.isPositive() || !patience.isPositive()) {
      throw new IllegalArgumentException("tributary.linkedin.look-ups: per-day must be 1 or more, nobody-for and patience positive");
    }
  }
}
