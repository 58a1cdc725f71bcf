package io.tributary.system.queue;

import io.tributary.local.check.Sql;
import java.time.Instant;
import java.util.List;

/** Reads what the service tells of its jobs. */
record ReadJobs(Sql sql) {

  private static final String JOBS = """
      select tenant, record_id,
        to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        to_char(coalesce(finished_at, clock_timestamp()) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        status, triggered_by is not null or trigger_reason = 'RESYNC', provider_calls, coalesce(error, '')
      from sync_jobs where started_at is not null order by tenant, record_id, started_at""";

  /** Those that began, by record and beginning. */
  List<Job> all() {
    return sql.rows("whatsapp_sync", JOBS, 8).stream()
        .map(row -> new Job(
            new RecordKey(row.get(0), Long.parseLong(row.get(1))), Instant.parse(row.get(2)), Instant.parse(row.get(3)), row.get(4),
            row.get(5).equals("t"), Long.parseLong(row.get(6)), row.get(7)))
        .toList();
  }
}
