package io.tributary.channels.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How each account is compared with what its webhooks brought.
 *
 * @param every after a pass ended, the next begins; an account's first one between once and twice that after it was connected
 * @param overlap how much of what the last pass read is read again, for messages that came later than their date says
 * @param furthest the most that a pass looks back; records' own syncs find what is older
 * @param pages the most calls of one turn; a pass that needs more goes on with the next turn
 * @param atOnce passes at the same time in this process
 */
@ConfigurationProperties("tributary.channel.passes")
public record PassSettings(
    @DefaultValue("30m") Duration every,
    @DefaultValue("1h") Duration overlap,
    @DefaultValue("7d") Duration furthest,
    @DefaultValue("20") int pages,
    @DefaultValue("4") int atOnce) {

  public PassSettings {
    if (pages < 1 || atOnce < 1) {
      throw new IllegalArgumentException("tributary.channel.passes: pages and at-once must be 1 or more");
    }
  }
}
