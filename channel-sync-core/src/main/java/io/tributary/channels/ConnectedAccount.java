package io.tributary.channels;

import java.time.Instant;
import java.util.Set;

/**
 * A connected account that may be asked.
 *
 * @param id the provider's id of the account
 * @param own canonical forms of the account's own addresses, numbers and aliases
 * @param failures how often in a row the provider refused
 * @param restsUntil until when it is to be left alone, by the {@link ProcessClock}; in the past where it need not
 */
public record ConnectedAccount(String tenant, String id, Set<String> own, int failures, Instant restsUntil) {

  public ConnectedAccount {
    own = Set.copyOf(own);
  }

  /** An account without failures. */
  public ConnectedAccount(String tenant, String id, Set<String> own) {
    this(tenant, id, own, 0, Instant.EPOCH);
  }
}
