package io.tributary.channels.connection;

import java.util.Comparator;

/** An account of a tenant. The order is that in which rows are locked. */
public record AccountKey(String tenant, String account) implements Comparable<AccountKey> {

  private static final Comparator<AccountKey> ORDER = Comparator.comparing(AccountKey::tenant).thenComparing(AccountKey::account);

  @Override
  public int compareTo(AccountKey other) {
    return ORDER.compare(this, other);
  }
}
