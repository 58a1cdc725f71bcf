package io.tributary.channels.unipile;

import static io.tributary.channels.jooq.Tables.TENANT_SETTINGS;

import io.tributary.channels.ForTenant;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.service.database.Database;
import io.tributary.service.secrets.CannotOpen;
import io.tributary.service.secrets.ProviderAccess;
import io.tributary.service.secrets.Vault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * With which DSN and key a call is made: the tenant's own where it has some, else the service's. Looked up again after a few seconds, so
 * that a new key is used by every replica without a restart.
 */
public final class TenantAccess implements Supplier<ProviderAccess> {

  private static final long KNOWN_FOR = Duration.ofSeconds(10).toNanos();
  private static final int MOST_KNOWN = 10_000;

  private record Known(Optional<ProviderAccess> access, long since) {}

  private final ProviderAccess services;
  private final Database database;
  private final @Nullable Vault vault;
  private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

  /** @param vault null where the service has no keys: then no tenant's own access can be opened */
  public TenantAccess(ProviderAccess services, Database database, @Nullable Vault vault) {
    this.services = services;
    this.database = database;
    this.vault = vault;
  }

  /**
   * For the tenant that {@link ForTenant} names.
   *
   * @throws ProviderFailed if it has an access of its own that does not open: asking with the service's would ask another's accounts
   */
  @Override
  public ProviderAccess get() {
    var tenant = ForTenant.current();
    return tenant == null ? services : own(tenant).orElse(services);
  }

  private Optional<ProviderAccess> own(String tenant) {
    var now = System.nanoTime();
    var held = known.get(tenant);
    if (held != null && now - held.since() < KNOWN_FOR) {
      return held.access();
    }
    var access = Optional.ofNullable(sealedOf(tenant)).map(sealed -> opened(tenant, sealed));
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(tenant, new Known(access, now));
    return access;
  }

  private byte @Nullable [] sealedOf(String tenant) {
    return database.asWorker(db -> db.select(TENANT_SETTINGS.PROVIDER_CONFIGURATION)
        .from(TENANT_SETTINGS)
        .where(TENANT_SETTINGS.TENANT.eq(tenant))
        .fetchOne(TENANT_SETTINGS.PROVIDER_CONFIGURATION));
  }

  /**
   * What the tenant has, or had.
   *
   * @param sealed as its settings have it; null for the service's own
   * @throws ProviderFailed if it does not open
   */
  public ProviderAccess open(String tenant, byte @Nullable [] sealed) {
    return sealed == null ? services : opened(tenant, sealed);
  }

  private ProviderAccess opened(String tenant, byte[] sealed) {
    if (vault == null) {
      throw new ProviderFailed(
          ProviderFailure.CALLER_BUG, "The tenant has an access of its own, and this service no keys to open it with: set SECRETS_KEYSET.");
    }
    try {
      return ProviderAccess.open(vault, tenant, sealed);
    } catch (CannotOpen e) {
      throw new ProviderFailed(ProviderFailure.CALLER_BUG, "The tenant's access to the provider does not open: " + e.getMessage());
    } catch (JacksonException _) { // whose message may show what it read
      throw new ProviderFailed(ProviderFailure.CALLER_BUG, "What is sealed as the tenant's access to the provider is none: it is to be set again.");
    }
  }
}
