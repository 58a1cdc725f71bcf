package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access that a tenant had, in one worker's hand.
 *
 * @param payer an account of the tenant whose budget the calls are of
 * @param access sealed; null for the service's
 * @param endpoints that the provider may still know by it
 * @param attempts how often in a row it was taken in hand, this time included
 * @param old true if it has been tried for so long that it is left
 * @param until when it may be another's
 */
record FormerAccess(AccountKey payer, byte @Nullable [] access, Set<String> endpoints, int attempts, boolean old, OffsetDateTime until) {

  String tenant() {
    return payer.tenant();
  }
}
