package io.tributary.channels.trigger;

import static io.tributary.channels.jooq.Tables.REMOVED_TENANTS;
import static io.tributary.channels.jooq.Tables.TENANT_SETTINGS;
import static org.jooq.impl.DSL.excluded;

import io.tributary.events.TenantSettings;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.nio.ByteBuffer;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps what this service must know of a tenant's settings: the cooldown, its sealed access to the provider, and whether it was removed. */
public final class TenantCooldowns implements BatchHandler<TenantSettings> {

  private final Database database;

  public TenantCooldowns(Database database) {
    this.database = database;
  }

  @Override
  public void handle(List<Received<TenantSettings>> batch) {
    database.runAsWorker(db -> {
      for (var received : batch) {
        var settings = received.value();
        if (settings == null) {
          db.deleteFrom(TENANT_SETTINGS).where(TENANT_SETTINGS.TENANT.eq(received.key())).execute();
          db.insertInto(REMOVED_TENANTS).set(REMOVED_TENANTS.TENANT, received.key()).onConflictDoNothing().execute();
        } else {
          store(db, settings);
        }
      }
    });
  }

  private static void store(DSLContext db, TenantSettings settings) {
    db.deleteFrom(REMOVED_TENANTS).where(REMOVED_TENANTS.TENANT.eq(settings.getTenant())).execute();
    db.insertInto(TENANT_SETTINGS)
        .set(TENANT_SETTINGS.TENANT, settings.getTenant())
        .set(TENANT_SETTINGS.VERSION, settings.getVersion())
        .set(TENANT_SETTINGS.COOLDOWN_SECONDS, settings.getCooldownSeconds())
        .set(TENANT_SETTINGS.PROVIDER_CONFIGURATION, bytes(settings.getProviderConfiguration()))
        .onConflict(TENANT_SETTINGS.TENANT)
        .doUpdate()
        .set(TENANT_SETTINGS.VERSION, excluded(TENANT_SETTINGS.VERSION))
        .set(TENANT_SETTINGS.COOLDOWN_SECONDS, excluded(TENANT_SETTINGS.COOLDOWN_SECONDS))
        .set(TENANT_SETTINGS.PROVIDER_CONFIGURATION, excluded(TENANT_SETTINGS.PROVIDER_CONFIGURATION))
        .where(excluded(TENANT_SETTINGS.VERSION).gt(TENANT_SETTINGS.VERSION))
        .execute();
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
