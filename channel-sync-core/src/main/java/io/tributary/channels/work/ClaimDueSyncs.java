package io.tributary.channels.work;

import io.tributary.channels.Priority;
import io.tributary.channels.RecordKey;
import io.tributary.channels.SyncRun;
import io.tributary.channels.trigger.IdentifierJson;
import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.JSONB;
import org.jooq.Record;

/**
 * Takes due syncs under a lease. Tenants take turns, each up to its cap; within a tenant the one that is due longest comes first, by the
 * head start of its {@link Priority}. A claim takes all that is wanted so far: what changes in mid-run stays wanted and gets the next run.
 *
 * <p>A row whose worker died is due when its lease ends, cooldown or not: that is the same run, continued; where it takes a further wish
 * along, the cooldown begins anew. What a run left is due when its own wait ends ({@link io.tributary.channels.job.Due}).
 */
public final class ClaimDueSyncs {

  // Tenants by a loose index scan, then the first few rows of each of their classes by sync_state_due, where rows that are not due yet
  // come last: the cost grows neither with the rows that wait for their turn nor with those that wait for their time. Of tenants with as
  // many runs one is drawn: else the first by name would always win the one place that gets free.
  private static final String CLAIM =
      """
      with recursive classes (priority, head_start) as (values %s),
      tenants as (
        (select tenant from sync_state where wanted > done order by tenant limit 1)
        union all
        select (select s.tenant from sync_state s where s.wanted > s.done and s.tenant > t.tenant order by s.tenant limit 1)
        from tenants t where t.tenant is not null
      ), ready as (
        select w.* from tenants t cross join classes c cross join lateral (
          select d.tenant, d.record_id, d.priority, d.due_at - c.head_start as since
          from sync_state d
          where d.tenant = t.tenant and d.priority = c.priority and d.wanted > d.done and d.lease_token is null and d.due_at <= clock_timestamp()
          order by d.due_at
          limit ? for update skip locked) w
        union all
        select o.* from tenants t cross join lateral (
          select d.tenant, d.record_id, d.priority, d.due_at - c.head_start as since
          from sync_state d join classes c using (priority)
          where d.tenant = t.tenant and d.lease_token is not null and d.lease_until <= clock_timestamp() and d.wanted > d.done
          order by d.lease_until
          limit ? for update of d skip locked) o
      ), due as (
        select r.tenant, r.record_id, r.priority,
               (select count(*) from sync_state b
                where b.tenant = r.tenant and b.lease_token is not null and b.lease_until > clock_timestamp())
               + row_number() over (partition by r.tenant order by r.since, r.record_id) as turn
        from ready r
      ), chosen as (
        (select tenant, record_id from due where turn <= ? order by turn, random() limit ?)
        union
        (select tenant, record_id from due where priority = 0 and turn <= ? order by turn, random() limit ?)
      )
      update sync_state s
      set taken = s.wanted,
          not_before = case when s.lease_token is not null and s.wanted = s.taken then s.not_before
                            when s.lease_token is null and s.attempting_since is not null then s.not_before
                            else clock_timestamp() + coalesce(t.cooldown_seconds * interval '1 second', ? * interval '1 millisecond') end,
          attempting_since = coalesce(s.attempting_since, clock_timestamp()),
          lease_token = gen_random_uuid(),
          lease_until = clock_timestamp() + ? * interval '1 millisecond'
      from chosen c left join tenant_settings t on t.tenant = c.tenant
      where s.tenant = c.tenant and s.record_id = c.record_id
      returning s.tenant, s.record_id, s.lease_token, s.identifiers, s.priority, s.attempts, s.attempting_since, s.traceparent,
                clock_timestamp() as started_at
      """.formatted(classes());

  private final Database database;
  private final WorkerSettings settings;

  public ClaimDueSyncs(Database database, WorkerSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** @param most how many syncs may start now, whoever wants them */
  public List<SyncRun> claim(int most) {
    return claim(most, 0);
  }

  /** @param moreForPeople how many more may start that a person asked for */
  List<SyncRun> claim(int most, int moreForPeople) {
    int rows = most + moreForPeople;
    return database.asWorker(db -> {
      var claimed = db.fetch(
          CLAIM, rows, rows, settings.perTenant(), most, settings.perTenant() + settings.forPeople(), moreForPeople,
          settings.cooldown().toMillis(), settings.lease().toMillis());
      if (claimed.isEmpty()) {
        return List.<SyncRun>of();
      }
      var jobs = new StartJobs(claimed.stream().map(ClaimDueSyncs::keyOf).toList(), settings.lease()).run(db);
      return claimed.map(row -> new SyncRun(claimOf(row, jobs)));
    });
  }

  private static String classes() {
    return Arrays.stream(Priority.values())
        .map(it -> "(%d::smallint, interval '%d seconds')".formatted(it.rank(), it.headStart().toSeconds()))
        .collect(Collectors.joining(", "));
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
        Priority.ofRank(row.get("priority", Integer.class)),
        row.get("attempts", Integer.class),
        row.get("traceparent", String.class));
  }
}
