package io.tributary.channels.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How live traffic is treated.
 *
 * @param largestBody of a webhook; above it the answer is 413. With what goes around it, it must fit into a record of its topic.
 * @param patience how long the provider waits for the broker's acknowledgement before it gets a 503
 * @param firstLook how long after an event the provider is asked about it: what it stores lags behind what it reports
 * @param longestWait between two tries to ask about an event; the first is {@code firstLook}, doubled each time
 * @param tries how often the provider is asked about an event, 1 or more
 * @param atOnce events that are asked about at the same time in this process
 * @param perAccount of them for one account
 * @param lease how long one that is asked about, or a pass over an account, is left to the worker that took it
 * @param lookOut how often work is looked for
 * @param earlyKept how long what happened to a message waits for that message
 * @param catchUpRecords how many records of an account that is new or came back are wanted at a time
 * @param catchUpEvery after how long the next ones are
 */
@ConfigurationProperties("tributary.channel.webhooks")
public record WebhookSettings(
    @DefaultValue("1900KB") DataSize largestBody,
    @DefaultValue("5s") Duration patience,
    @DefaultValue("5s") Duration firstLook,
    @DefaultValue("1h") Duration longestWait,
    @DefaultValue("12") int tries,
    @DefaultValue("16") int atOnce,
    @DefaultValue("4") int perAccount,
    @DefaultValue("5m") Duration lease,
    @DefaultValue("1s") Duration lookOut,
    @DefaultValue("1d") Duration earlyKept,
    @DefaultValue("1000") int catchUpRecords,
    @DefaultValue("1m") Duration catchUpEvery) {

  public WebhookSettings {
    if (tries < 1 || atOnce < 1 || perAccount < 1 || catchUpRecords < 1) {
      throw new IllegalArgumentException("tributary.channel.webhooks: tries, at-once, per-account and catch-up-records must be 1 or more");
    }
    if (!patience.isPositive() || !lease.isPositive() || !lookOut.isPositive()) {
      throw new IllegalArgumentException("tributary.channel.webhooks: patience, lease and look-out must be positive");
    }
  }

  /** Before the next try. @param tried how often it was tried, 1 or more */
  Duration waitAfter(int tried) {
    var doubled = firstLook.multipliedBy(1L << Math.min(tried - 1, 20));
    return doubled.compareTo(longestWait) > 0 ? longestWait : doubled;
  }
}
