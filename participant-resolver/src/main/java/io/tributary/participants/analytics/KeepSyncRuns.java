package io.tributary.participants.analytics;

import io.tributary.events.JobStatus;
import io.tributary.events.SyncJob;
import io.tributary.participants.rows.Columns;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps sync jobs that ended: the figures of a day count them, and a connection shows how its last one went. */
public final class KeepSyncRuns implements BatchHandler<SyncJob> {

  private static final Set<JobStatus> ENDED = Set.of(JobStatus.COMPLETED, JobStatus.PARTIAL, JobStatus.FAILED);

  private static final String WRITE_CONNECTIONS = """
      insert into connections as c (tenant, channel, account, version, visibility, last_sync_at, last_tried_at, sync_error)
      select tenant, channel, account, -1, 'FULL', last_sync_at, last_tried_at, sync_error
      from unnest(?::text[], ?::text[], ?::text[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[])
        as x (tenant, channel, account, last_sync_at, last_tried_at, sync_error)
      on conflict (tenant, channel, account) do update set last_sync_at = greatest(c.last_sync_at, excluded.last_sync_at),
        sync_error = case when c.last_tried_at is null or c.last_tried_at <= excluded.last_tried_at then excluded.sync_error else c.sync_error end,
        last_tried_at = greatest(c.last_tried_at, excluded.last_tried_at)""";

  private static final String WRITE_RUNS = """
      with written as (
        insert into sync_runs as r (tenant, job_id, channel, version, status, finished_at, millis)
        select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[]::timestamptz[], ?::bigint[])
        on conflict (tenant, job_id) do update set version = excluded.version, status = excluded.status, finished_at = excluded.finished_at,
          millis = excluded.millis
        where r.version < excluded.version
        returning tenant, channel, finished_at)
      insert into stale_days (tenant, channel, day)
      select distinct tenant, channel, (finished_at at time zone 'UTC')::date from written order by 1, 2, 3
      on conflict (tenant, channel, day) do update set marks = stale_days.marks + 1""";

  /** How an account fared: when it was last read to its end, and last asked at all. */
  private record Fared(String tenant, String channel, String account, @Nullable Instant read, Instant tried, @Nullable String error) {

    private Fared and(Fared other) {
      var newer = other.tried.isBefore(tried) ? this : other;
      var lastRead = read == null || other.read != null && other.read.isAfter(read) ? other.read : read;
      return new Fared(tenant, channel, account, lastRead, newer.tried, newer.error);
    }
  }

  private final Database database;

  public KeepSyncRuns(Database database) {
    this.database = database;
  }

  @Override
  public void handle(List<Received<SyncJob>> batch) {
    var newest = new TreeMap<String, SyncJob>();
    batch.stream().map(Received::value).filter(Objects::nonNull)
        .filter(job -> ENDED.contains(job.getStatus()) && job.getFinishedAt() != null)
        .forEach(job -> newest.merge(job.getTenant() + '|' + job.getJobId(), job,
            (held, next) -> next.getVersion() > held.getVersion() ? next : held));
    if (!newest.isEmpty()) {
      database.runAsWorker(db -> store(db, newest.values()));
    }
  }

  private static void store(DSLContext db, Collection<SyncJob> jobs) {
    var fared = new TreeMap<String, Fared>();
    jobs.forEach(job -> job.getAccounts().stream().filter(account -> !account.getOutcome().equals("LEFT_ALONE")).forEach(account -> {
      var read = account.getOutcome().equals("READ");
      var one = new Fared(job.getTenant(), job.getChannel().name(), account.getAccount(), read ? job.getFinishedAt() : null, job.getFinishedAt(),
          read ? null : account.getError());
      fared.merge(one.tenant() + '|' + one.channel() + '|' + one.account(), one, Fared::and);
    }));
    db.execute(WRITE_CONNECTIONS, Columns.of(fared.values()).text(Fared::tenant).text(Fared::channel).text(Fared::account).time(Fared::read)
        .time(Fared::tried).text(Fared::error).bindings());
    db.execute(WRITE_RUNS, Columns.of(jobs).text(SyncJob::getTenant).text(SyncJob::getJobId).text(job -> job.getChannel().name())
        .number(SyncJob::getVersion).text(job -> job.getStatus().name()).time(SyncJob::getFinishedAt).number(KeepSyncRuns::millis).bindings());
  }

  private static @Nullable Long millis(SyncJob job) {
    var started = job.getStartedAt();
    return started == null ? null : (Long) Duration.between(started, job.getFinishedAt()).toMillis();
  }
}
