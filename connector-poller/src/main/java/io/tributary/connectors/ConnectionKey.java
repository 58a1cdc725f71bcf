package io.tributary.connectors;

import io.tributary.events.PollSource;
import java.util.Locale;

/**
 * Which connection.
 *
 * @param workspace the provider's id of it: a Slack team, an account, a mailbox's address
 */
public record ConnectionKey(String tenant, PollSource source, String workspace) {

  private static final int PARTS = 3;

  /** {@code tenant|source|workspace}: names the sealed credentials' owner and the scheduled task. */
  @Override
  public String toString() {
    return tenant + '|' + sourceName() + '|' + workspace;
  }

  /** As written by {@link #toString}. */
  public static ConnectionKey parse(String text) {
    var parts = text.split("\\|", PARTS);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("\"" + text + "\" is no tenant|source|workspace");
    }
    return new ConnectionKey(parts[0], PollSource.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2]);
  }

  /** As in URLs: {@code slack}. */
  public String sourceName() {
    return source.name().toLowerCase(Locale.ROOT);
  }
}
