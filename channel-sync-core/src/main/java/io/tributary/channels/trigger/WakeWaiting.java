package io.tributary.channels.trigger;

import io.tributary.channels.RecordKey;
import io.tributary.channels.job.OpenJobs;
import java.util.List;
import org.jooq.DSLContext;

/**
 * What a tenant's syncs left to a later attempt is due at once: an account of the tenant answers again. A sync that waits for another
 * account than that only finds that it still rests.
 */
public record WakeWaiting(String tenant) {

  private static final int AT_ONCE = 1_000;

  /** Rows that others hold are passed over, since waiting for them here could become a circle: they come when their own wait ends. */
  private static final String WAKE =
      """
      with waiting as (
        select tenant, record_id from sync_state
        where tenant = ? and record_id > ? and wanted > done and retry_at > clock_timestamp() and lease_token is null
        order by record_id limit ? for update skip locked)
      update sync_state s set retry_at = '1970-01-01 00:00:00+00'
      from waiting w where s.tenant = w.tenant and s.record_id = w.record_id
      returning s.record_id
      """;

  public void run(DSLContext db) {
    long after = Long.MIN_VALUE;
    List<RecordKey> woken;
    do {
      woken = db.fetch(WAKE, tenant, after, AT_ONCE).map(row -> new RecordKey(tenant, row.get(0, Long.class)));
      new OpenJobs(woken).run(db);
      after = woken.stream().mapToLong(RecordKey::record).max().orElse(after);
    } while (woken.size() == AT_ONCE);
  }
}
