package io.tributary.simulators.unipile;

import java.nio.file.Path;

/**
 * What is simulated.
 *
 * @param port 0 for any that is free
 * @param mail folder of mailboxes: {@code <owner address>.mbox[.gz]} files, or folders {@code <owner address>} of .eml files
 * @param key that a caller must send as {@code X-API-KEY}
 */
public record UnipileOptions(int port, Mode mode, Path mail, String key) {

  public static final String DEFAULT_KEY = "test-token";

  public UnipileOptions {
    if (key.isBlank()) {
      throw new IllegalArgumentException("The key must not be blank.");
    }
  }

  /** On a free port, in strict mode, with the default key. */
  public static UnipileOptions over(Path mail) {
    return new UnipileOptions(0, Mode.SDK_STRICT, mail, DEFAULT_KEY);
  }

  public UnipileOptions withMode(Mode mode) {
    return new UnipileOptions(port, mode, mail, key);
  }

  public UnipileOptions withPort(int port) {
    return new UnipileOptions(port, mode, mail, key);
  }
}
