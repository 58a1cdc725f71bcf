package io.tributary.channels;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose account the provider is asked about, while it is asked. A channel's methods are told the account alone; the provider's client needs
 * the tenant to ask with its contract, and no channel can forget to hand it on.
 */
public final class ForTenant {

  private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

  /** Makes the call for this tenant. */
  public static <T extends @Nullable Object> T call(String tenant, Supplier<T> call) {
    return ScopedValue.where(TENANT, tenant).call(call::get);
  }

  /** Whom this thread asks for now; null where it is nobody's call. */
  public static @Nullable String current() {
    return TENANT.isBound() ? TENANT.get() : null;
  }

  private ForTenant() {}
}
