package io.tributary.simulators.webhook;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registration.
 *
 * @param source what it hears of: {@code messaging}, {@code email}, {@code account_status}, {@code users} …
 * @param accounts empty for all, also for those that come later
 * @param events null where the source has none to choose
 * @param data payload fields that are sent, under their new names; empty for all under their own
 */
public record Webhook(
    String id, String source, URI url, @Nullable String name, String format, Set<String> accounts, boolean enabled, List<Header> headers,
    List<Field> data, @Nullable List<String> events) {

  /** Sent with every delivery. */
  public record Header(String key, String value) {}

  /** @param name under which the field {@code key} is sent */
  public record Field(String name, String key) {}

  boolean wants(Event event) {
    return enabled && source.equals(event.source()) && (accounts.isEmpty() || accounts.contains(event.account()))
        && (events == null || events.contains(event.name().toLowerCase(Locale.ROOT)));
  }

  @Nullable String header(String key) {
    return headers.stream().filter(header -> header.key().equalsIgnoreCase(key)).map(Header::value).findFirst().orElse(null);
  }
}
