package io.tributary.channels.walk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far back a walk begins.
 *
 * @param overlap how much of what was read before is read again, for messages that came later than their date says
 * @param fullEvery after how long the whole history is read again
 */
@ConfigurationProperties("tributary.channel.walk")
public record WalkSettings(@DefaultValue("3d") Duration overlap, @DefaultValue("30d") Duration fullEvery) {

  public WalkSettings {
    if (overlap.isNegative()) {
      throw new IllegalArgumentException("tributary.channel.walk.overlap must not be negative, but is " + overlap);
    }
    if (!fullEvery.isPositive()) {
      throw new IllegalArgumentException("tributary.channel.walk.full-every must be positive, but is " + fullEvery);
    }
  }
}
