package io.tributary.channels.work;

import io.tributary.channels.RecordKey;
import io.tributary.channels.SyncRun;
import io.tributary.channels.trigger.IdentifierJson;
import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.JSONB;
import org.jooq.Record;

/**
 * Takes due syncs under a lease. Tenants take turns, each up to its cap, and within a tenant the more urgent and then the older come
 * first. A claim takes all that is wanted so far: what changes in mid-run stays wanted and gets the next run.
 *
 * <p>A row whose worker died is due when its lease ends, cooldown or not: that is the same run, continued. What a run left is due when
 * its own wait ends ({@link io.tributary.channels.job.Due}).
 */
public final class ClaimDueSyncs {

  // Tenants by a loose index scan over sync_state_due, then a few rows of each: the cost does not grow with the rows that wait.
  private static final String CLAIM =
      """
      with recursive tenants as (
        (select tenant from sync_state where wanted > done order by tenant limit 1)
        union all
        select (select s.tenant from sync_state s where s.wanted > s.done and s.tenant > t.tenant order by s.tenant limit 1)
        from tenants t where t.tenant is not null
      ), due as (
        select s.tenant, s.record_id,
               busy.runs + row_number() over (partition by s.tenant order by s.priority, s.not_before, s.record_id) as turn
        from tenants t
        cross join lateral (
          select count(*) as runs from sync_state b where b.tenant = t.tenant and b.lease_until > clock_timestamp()) busy
        cross join lateral (
          select d.tenant, d.record_id, d.priority, d.not_before
          from sync_state d
          where d.tenant = t.tenant and d.wanted > d.done
            and (d.lease_token is not null
                 or case when d.attempting_since is not null then d.retry_at else d.not_before end <= clock_timestamp())
            and (d.lease_until is null or d.lease_until <= clock_timestamp())
          order by d.priority, d.not_before, d.record_id
          limit ? for update skip locked) s
      ), chosen as (
        select tenant, record_id from due where turn <= ? order by turn, tenant limit ?
      )
      update sync_state s
      set taken = s.wanted,
          not_before = case when s.lease_token is not null or s.attempting_since is not null then s.not_before
                            else clock_timestamp() + coalesce(t.cooldown_seconds * interval '1 second', ? * interval '1 millisecond') end,
          attempting_since = coalesce(s.attempting_since, clock_timestamp()),
          lease_token = gen_random_uuid(),
          lease_until = clock_timestamp() + ? * interval '1 millisecond'
      from chosen c left join tenant_settings t on t.tenant = c.tenant
      where s.tenant = c.tenant and s.record_id = c.record_id
      returning s.tenant, s.record_id, s.lease_token, s.identifiers, s.attempts, s.attempting_since, s.traceparent, clock_timestamp() as started_at
      """;

  private final Database database;
  private final WorkerSettings settings;

  public ClaimDueSyncs(Database database, WorkerSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** @param most how many syncs may start now */
  public List<SyncRun> claim(int most) {
    return database.asWorker(db -> {
      var rows = db.fetch(
          CLAIM, most, settings.perTenant(), most, settings.cooldown().toMillis(), settings.lease().toMillis());
      if (rows.isEmpty()) {
        return List.<SyncRun>of();
      }
      var jobs = new StartJobs(rows.stream().map(ClaimDueSyncs::keyOf).toList()).run(db);
      return rows.map(row -> new SyncRun(claimOf(row, jobs)));
    });
  }

  private static RecordKey keyOf(Record row) {
    return new RecordKey(row.get("tenant", String.class), row.get("record_id", Long.class));
  }

  private static SyncRun.Claim claimOf(Record row, Map<RecordKey, UUID> jobs) {
    var key = keyOf(row);
    return new SyncRun.Claim(
        key,
        row.get("lease_token", UUID.class),
        Objects.requireNonNull(jobs.get(key)),
        IdentifierJson.read(row.get("identifiers", JSONB.class)),
        row.get("started_at", OffsetDateTime.class).toInstant(),
        row.get("attempting_since", OffsetDateTime.class).toInstant(),
        row.get("attempts", Integer.class),
        row.get("traceparent", String.class));
  }
}
