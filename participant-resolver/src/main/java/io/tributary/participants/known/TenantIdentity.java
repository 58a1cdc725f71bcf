package io.tributary.participants.known;

import io.tributary.participants.resolve.Identity;
import java.util.Comparator;

/** An identity within a tenant; its order is the order of locking. */
public record TenantIdentity(String tenant, Identity identity) implements Comparable<TenantIdentity> {

  private static final Comparator<TenantIdentity> ORDER =
      Comparator.comparing(TenantIdentity::tenant).thenComparing(TenantIdentity::identity);

  @Override
  public int compareTo(TenantIdentity other) {
    return ORDER.compare(this, other);
  }
}
