package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Registered accounts of one tenant that are compared with the provider's list, in one worker's hand.
 *
 * @param payer the account whose budget the calls are of
 * @param access that they are registered with, sealed; null for the service's
 * @param remembered what is registered for them, by endpoint
 * @param until when they may be another's
 */
record Comparison(AccountKey payer, byte @Nullable [] access, Map<String, Remembered> remembered, OffsetDateTime until) {

  /** @param webhooks their ids at the provider, in the order of their sources; empty where they are not known */
  record Remembered(String account, List<String> webhooks) {}

  String tenant() {
    return payer.tenant();
  }
}
