package io.tributary.channels;

import java.time.Duration;
import java.util.Set;

/**
 * A connected account that may be asked.
 *
 * @param id the provider's id of the account
 * @param own canonical forms of the account's own addresses, numbers and aliases
 * @param failures how often in a row the provider refused
 * @param rest how much longer it is to be left alone; zero or less where it need not
 */
public record ConnectedAccount(String tenant, String id, Set<String> own, int failures, Duration rest) {

  public ConnectedAccount {
    own = Set.copyOf(own);
  }

  /** An account without failures. */
  public ConnectedAccount(String tenant, String id, Set<String> own) {
    this(tenant, id, own, 0, Duration.ZERO);
  }
}
