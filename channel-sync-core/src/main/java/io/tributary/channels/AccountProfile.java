package io.tributary.channels;

import io.tributary.events.ConnectionStatus;
import io.tributary.events.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says about an account.
 *
 * @param own its addresses, numbers and aliases: they are never linked to a record
 */
public record AccountProfile(ConnectionStatus status, @Nullable String displayName, List<Identifier> own) {

  public AccountProfile {
    own = List.copyOf(own);
  }
}
