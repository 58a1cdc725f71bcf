package io.tributary.channels.calls;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hard an account is asked.
 *
 * @param ratePerHour calls an hour and account, unless the connection has a limit of its own; in no hour is it exceeded
 * @param atOnce calls an account gets at the same time from this process
 * @param tries how often a call is made before its failure stands, 1 or more
 * @param firstWait wait before the second try; doubled for each further one
 * @param longestWait a longer wait, asked for by the provider or by the budget, is not waited for in place: the account rests
 * @param patience how long a run waits for its turn at an account, and the others for what the first call after a rest finds
 * @param firstRest how long an account rests after a failure that stands; doubled for each further one in a row
 * @param firstThrottledRest the same where the provider was asked too often
 * @param longestRest the longest rest, unless the provider asks for a longer one
 */
@ConfigurationProperties("tributary.channel.calls")
public record CallSettings(
    @DefaultValue("10000") int ratePerHour,
    @DefaultValue("4") int atOnce,
    @DefaultValue("3") int tries,
    @DefaultValue("500ms") Duration firstWait,
    @DefaultValue("5s") Duration longestWait,
    @DefaultValue("60s") Duration patience,
    @DefaultValue("5s") Duration firstRest,
    @DefaultValue("30s") Duration firstThrottledRest,
    @DefaultValue("1h") Duration longestRest) {

  public CallSettings {
    if (ratePerHour < 1 || atOnce < 1 || tries < 1) {
      throw new IllegalArgumentException("tributary.channel.calls: rate-per-hour, at-once and tries must be 1 or more");
    }
    if (!firstRest.isPositive() || !firstThrottledRest.isPositive() || !longestRest.isPositive()) {
      throw new IllegalArgumentException("tributary.channel.calls: first-rest, first-throttled-rest and longest-rest must be positive");
    }
  }
}
