package io.tributary.simulators.salesforce.http;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in.
 *
 * @param password with the security token behind it, as it must be sent
 * @param refreshToken good once: each use gives another
 * @param key checks the signatures of JWT assertions; null where that way in is closed
 */
public record Login(String clientId, String clientSecret, String username, String password, String refreshToken, @Nullable PublicKey key) {

  /** What clients use that are told nothing else. */
  public static Login standard() {
    return new Login("cid", "sec", "u@example.test", "pwTOKEN", "refresh-0", null);
  }

  /** For those who start a double by hand. */
  public String told() {
    return "client: %s, its secret: %s, user: %s, password with security token: %s".formatted(clientId, clientSecret, username, password);
  }

  public Login withKey(PublicKey key) {
    return new Login(clientId, clientSecret, username, password, refreshToken, key);
  }
}
