package io.tributary.channels.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Where a tenant's webhooks arrive.
 *
 * @param id the last part of its path
 * @param account the one account whose events it takes; null for all of the tenant
 */
record Endpoint(String tenant, String id, @Nullable String account) {

  boolean takes(String eventsAccount) {
    return account == null || account.equals(eventsAccount);
  }
}
