package io.tributary.salesforce.settings;

import static io.tributary.salesforce.jooq.Tables.TENANT_SETTINGS;
import static org.jooq.impl.DSL.excluded;

import io.tributary.events.TenantSettings;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps each tenant's settings, so that a sync needs nobody else's database. */
public final class StoreSettings implements BatchHandler<TenantSettings> {

  private final Database database;

  public StoreSettings(Database database) {
    this.database = database;
  }

  @Override
  public void handle(List<Received<TenantSettings>> batch) {
    var latest = latestByTenant(batch);
    database.runAsWorker(db -> latest.values().forEach(received -> store(db, received)));
  }

  /** Sorted, so that two batches never wait for each other in a circle. */
  private static TreeMap<String, Received<TenantSettings>> latestByTenant(List<Received<TenantSettings>> batch) {
    var latest = new TreeMap<String, Received<TenantSettings>>();
    batch.forEach(received -> latest.merge(received.key(), received, StoreSettings::later));
    return latest;
  }

  /** Settings have versions; a tombstone has its place alone. */
  private static Received<TenantSettings> later(Received<TenantSettings> one, Received<TenantSettings> next) {
    var before = one.value();
    var after = next.value();
    return before == null || after == null || after.getVersion() >= before.getVersion() ? next : one;
  }

  private static void store(DSLContext db, Received<TenantSettings> received) {
    var settings = received.value();
    if (settings == null) {
      db.deleteFrom(TENANT_SETTINGS).where(TENANT_SETTINGS.TENANT.eq(received.key())).execute();
    } else {
      store(db, settings);
    }
  }

  /** An older version, delivered late or replayed, changes nothing. */
  private static void store(DSLContext db, TenantSettings settings) {
    db.insertInto(TENANT_SETTINGS)
        .set(TENANT_SETTINGS.TENANT, settings.getTenant())
        .set(TENANT_SETTINGS.VERSION, settings.getVersion())
        .set(TENANT_SETTINGS.PROVIDER_CONFIGURATION, bytes(settings.getProviderConfiguration()))
        .set(TENANT_SETTINGS.CHANGED_AT, settings.getChangedAt().atOffset(ZoneOffset.UTC))
        .onConflict(TENANT_SETTINGS.TENANT)
        .doUpdate()
        .set(TENANT_SETTINGS.VERSION, excluded(TENANT_SETTINGS.VERSION))
        .set(TENANT_SETTINGS.PROVIDER_CONFIGURATION, excluded(TENANT_SETTINGS.PROVIDER_CONFIGURATION))
        .set(TENANT_SETTINGS.CHANGED_AT, excluded(TENANT_SETTINGS.CHANGED_AT))
        .where(TENANT_SETTINGS.VERSION.lt(excluded(TENANT_SETTINGS.VERSION)))
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
