package io.tributary.channels.trigger;

import io.tributary.channels.job.OpenJobs;
import org.jooq.DSLContext;

/**
 * What a tenant's syncs left to a later attempt is due at once: an account of the tenant answers again. A sync that waits for another
 * account than that only finds that it still rests.
 */
public record WakeWaiting(String tenant) {

  public void run(DSLContext db) {
    // Rows that others hold are being worked on: waiting for them here could become a circle.
    int woken = db.execute(
        """
        with waiting as (
          select tenant, record_id from sync_state
          where tenant = ? and wanted > done and retry_at > clock_timestamp() and lease_token is null
          for update skip locked)
        update sync_state s set retry_at = '1970-01-01 00:00:00+00'
        from waiting w where s.tenant = w.tenant and s.record_id = w.record_id
        """,
        tenant);
    if (woken > 0) {
      OpenJobs.wantedOf(tenant).run(db);
    }
  }
}
