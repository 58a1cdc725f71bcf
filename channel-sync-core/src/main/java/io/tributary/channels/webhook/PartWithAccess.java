package io.tributary.channels.webhook;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.unipile.TenantAccess;

/**
 * Notices that a tenant's DSN or key is another than its accounts were registered with, and puts those registrations aside: they are removed
 * with the old access by {@link RemoveFormer}, while the accounts are registered with the new one without waiting for that.
 */
final class PartWithAccess {

  private final FormerRows rows;
  private final TenantAccess access;

  PartWithAccess(FormerRows rows, TenantAccess access) {
    this.rows = rows;
    this.access = access;
  }

  /** True if there was something to do. */
  boolean work() {
    var change = rows.changed();
    change.ifPresent(it -> {
      if (isOnlySealedAgain(it)) {
        rows.sealedAgain(it);
      } else {
        rows.part(it);
      }
    });
    return change.isPresent();
  }

  /** After a change of our own keys the same access comes sealed anew. */
  private boolean isOnlySealedAgain(FormerRows.Change change) {
    try {
      return access.open(change.tenant(), change.then()).equals(access.open(change.tenant(), change.now()));
    } catch (ProviderFailed _) {
      return false;
    }
  }
}
