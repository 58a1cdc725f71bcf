package io.tributary.channels.webhook;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.unipile.TenantAccess;
import io.tributary.service.secrets.ProviderAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a tenant's DSN or key is another than its accounts were registered with, and puts those registrations aside: they are removed
 * with the old access by {@link RemoveFormer}, while the accounts are registered with the new one without waiting for that. Of an access that
 * does not open here nobody knows whether it is another: its tenant is left as it is until it opens.
 */
final class PartWithAccess {

  private static final Logger LOG = LoggerFactory.getLogger(PartWithAccess.class);
  private static final Duration LEFT_FOR = Duration.ofMinutes(1);

  private final FormerRows rows;
  private final TenantAccess access;
  /** Since when tenants are left whose access did not open, by this process's own time in nanoseconds: only its one worker touches it. */
  private final Map<String, Long> leftSince = new HashMap<>();

  PartWithAccess(FormerRows rows, TenantAccess access) {
    this.rows = rows;
    this.access = access;
  }

  /** True if there was something to do. */
  boolean work() {
    var change = rows.changed(left());
    change.ifPresent(it -> opened(it).ifPresent(now -> carryOut(it, now)));
    return change.isPresent();
  }

  private void carryOut(FormerRows.Change change, ProviderAccess now) {
    if (isOnlySealedAgain(change, now)) {
      rows.sealedAgain(change);
    } else {
      rows.part(change);
    }
  }

  private Set<String> left() {
    return leftSince.entrySet().stream()
        .filter(it -> System.nanoTime() - it.getValue() < LEFT_FOR.toNanos())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<ProviderAccess> opened(FormerRows.Change change) {
    try {
      var now = access.open(change.tenant(), change.now());
      leftSince.remove(change.tenant());
      return Optional.of(now);
    } catch (ProviderFailed failed) {
      if (leftSince.put(change.tenant(), System.nanoTime()) == null) {
        LOG.warn("The webhooks of {} stay registered with the access it had until the one it has now opens; looked at every {} s: {}",
            change.tenant(), LEFT_FOR.toSeconds(), failed.getMessage());
      }
      return Optional.empty();
    }
  }

  /** After a change of our own keys the same access comes sealed anew. */
  private boolean isOnlySealedAgain(FormerRows.Change change, ProviderAccess now) {
    try {
      return access.open(change.tenant(), change.then()).equals(now);
    } catch (ProviderFailed _) {
      return false;
    }
  }
}
