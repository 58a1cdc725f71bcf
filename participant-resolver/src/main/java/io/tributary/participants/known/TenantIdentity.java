package io.tributary.participants.known;

import io.tributary.participants.resolve.Identity;

/** An identity within a tenant; its order is the order of locking. */
public record TenantIdentity(String tenant, Identity identity) implements Comparable<TenantIdentity> {

  @Override
  public int compareTo(TenantIdentity other) {
    int byTenant = tenant.compareTo(other.tenant);
    return byTenant != 0 ? byTenant : identity.compareTo(other.identity);
  }
}
