package io.tributary.simulators.unipile;

import io.tributary.simulators.webhook.RetryDelays;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is simulated.
 *
 * @param port 0 for any that is free
 * @param data where the accounts come from
 * @param key that a caller must send as {@code X-API-KEY}
 * @param clock decides what is late
 * @param retries of webhooks that are refused
 */
public record UnipileOptions(int port, Mode mode, Data data, String key, Clock clock, RetryDelays retries) {

  public static final String DEFAULT_KEY = "test-token";

  /**
   * Folders; null for no account of that kind.
   *
   * @param mail mailboxes: {@code <owner address>.mbox[.gz]} files, or folders {@code <owner address>} of .eml files
   * @param whatsapp exported chats: a folder {@code <owner's number>} an account
   * @param linkedin a JSON file an account
   */
  public record Data(@Nullable Path mail, @Nullable Path whatsapp, @Nullable Path linkedin) {}

  public UnipileOptions {
    if (key.isBlank()) {
      throw new IllegalArgumentException("The key must not be blank.");
    }
  }

  /** On a free port, in strict mode, with the default key. */
  public static UnipileOptions over(Path mail) {
    return of(new Data(mail, null, null));
  }

  /** The same, without any account: they come while it runs. */
  public static UnipileOptions empty() {
    return of(new Data(null, null, null));
  }

  public static UnipileOptions of(Data data) {
    return new UnipileOptions(0, Mode.SDK_STRICT, data, DEFAULT_KEY, Clock.systemUTC(), RetryDelays.USUAL);
  }

  public UnipileOptions withMode(Mode mode) {
    return new UnipileOptions(port, mode, data, key, clock, retries);
  }

  public UnipileOptions withPort(int port) {
    return new UnipileOptions(port, mode, data, key, clock, retries);
  }

  public UnipileOptions withKey(String key) {
    return new UnipileOptions(port, mode, data, key, clock, retries);
  }

  public UnipileOptions withClock(Clock clock) {
    return new UnipileOptions(port, mode, data, key, clock, retries);
  }

  /** Refused deliveries are tried again so soon, and then each time after twice as long. */
  public UnipileOptions withRetriesFrom(Duration first) {
    return new UnipileOptions(port, mode, data, key, clock, RetryDelays.from(first));
  }
}
