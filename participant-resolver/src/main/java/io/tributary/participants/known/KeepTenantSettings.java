package io.tributary.participants.known;

import io.tributary.events.TenantSettings;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.List;
import java.util.Objects;

/** Keeps the settings of tenants that decide about links. Settings are few and change rarely: a statement each is enough. */
public final class KeepTenantSettings implements BatchHandler<TenantSettings> {

  private static final String WRITE = """
      insert into tenant_settings (tenant, version, pipeline_ranks, leave_out_bulk_mail) values (?, ?, ?::text[], ?)
      on conflict (tenant) do update set version = excluded.version, pipeline_ranks = excluded.pipeline_ranks,
        leave_out_bulk_mail = excluded.leave_out_bulk_mail
      where tenant_settings.version < excluded.version""";

  private final Database database;

  public KeepTenantSettings(Database database) {
    this.database = database;
  }

  @Override
  public void handle(List<Received<TenantSettings>> batch) {
    database.runAsWorker(db -> batch.stream().map(Received::value).filter(Objects::nonNull).forEach(settings -> db.execute(
        WRITE, settings.getTenant(), settings.getVersion(), settings.getPipelineRanks().toArray(String[]::new), settings.getLeaveOutBulkMail())));
  }
}
