package io.tributary.participants.known;

import io.tributary.events.DefaultContact;
import io.tributary.events.TenantSettings;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the settings of tenants that this service acts on. Where the ranks of pipelines change, participants that several records hold are decided again.
 * Settings are few and change rarely: a few statements each are enough.
 */
public final class KeepTenantSettings implements BatchHandler<TenantSettings> {

  private static final String RANKS = "select pipeline_ranks from tenant_settings where tenant = ? for update";

  private static final String WRITE = """
      insert into tenant_settings (tenant, version, pipeline_ranks, leave_out_bulk_mail, keep_strangers, orphan_retention_days)
      values (?, ?, ?::text[], ?, ?, ?)
      on conflict (tenant) do update set version = excluded.version, pipeline_ranks = excluded.pipeline_ranks,
        leave_out_bulk_mail = excluded.leave_out_bulk_mail, keep_strangers = excluded.keep_strangers,
        orphan_retention_days = excluded.orphan_retention_days
      where tenant_settings.version < excluded.version""";

  private static final String CONTACT = """
      update tenant_settings set default_contact_pipeline = ?, default_contact_status = ?, default_contact_since = ?::timestamptz,
        default_contact_fields = jsonb_object(?::text[], ?::text[])
      where tenant = ?""";

  private static final String NO_CONTACT = """
      update tenant_settings set default_contact_pipeline = null, default_contact_status = null, default_contact_since = null,
        default_contact_fields = null
      where tenant = ?""";

  private static final String CONTESTED = """
      select i.participant_id
      from participant_identities i join record_identities h using (tenant, kind, value)
      where tenant = ?
      group by i.participant_id having count(distinct h.record_id) > 1""";

  private final Database database;
  private final PublishedRows published;

  public KeepTenantSettings(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  @Override
  public void handle(List<Received<TenantSettings>> batch) {
    database.runAsWorker(db -> newest(batch).forEach(settings -> keep(db, settings)));
    published.poke();
  }

  private static void keep(DSLContext db, TenantSettings settings) {
    var tenant = settings.getTenant();
    var before = db.fetch(RANKS, tenant).map(row -> List.of(row.get(0, String[].class)));
    var newer = db.execute(WRITE, tenant, settings.getVersion(), settings.getPipelineRanks().toArray(String[]::new),
        settings.getLeaveOutBulkMail(), settings.getKeepStrangers(), settings.getOrphanRetentionDays());
    if (newer > 0) {
      keepContact(db, tenant, settings.getDefaultContact());
    }
    if (newer > 0 && !before.contains(settings.getPipelineRanks())) {
      DecideLinks.of(db, db.fetch(CONTESTED, tenant).map(row -> new ParticipantKey(tenant, row.get(0, Long.class))));
    }
  }

  private static void keepContact(DSLContext db, String tenant, @Nullable DefaultContact contact) {
    if (contact == null) {
      db.execute(NO_CONTACT, tenant);
    } else {
      db.execute(CONTACT, contact.getPipeline(), contact.getStatus(), contact.getSince().toString(),
          contact.getFields().keySet().toArray(String[]::new), contact.getFields().values().toArray(String[]::new), tenant);
    }
  }

  private static Collection<TenantSettings> newest(List<Received<TenantSettings>> batch) {
    var newest = new TreeMap<String, TenantSettings>();
    batch.stream().map(Received::value).filter(Objects::nonNull).forEach(settings -> newest.merge(settings.getTenant(), settings,
        (held, next) -> next.getVersion() > held.getVersion() ? next : held));
    return newest.values();
  }
}
