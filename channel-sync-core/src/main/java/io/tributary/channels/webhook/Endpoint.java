package io.tributary.channels.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant's webhooks arrive.
 *
 * @param id the last part of its path
 * @param account the one account whose events it takes; null for all of the tenant
 * @param openedAt when it was opened, by the database's clock: so old is what comes by it
 */
record Endpoint(String tenant, String id, @Nullable String account, Instant openedAt) {

  boolean takes(String eventsAccount) {
    return account == null || account.equals(eventsAccount);
  }
}
