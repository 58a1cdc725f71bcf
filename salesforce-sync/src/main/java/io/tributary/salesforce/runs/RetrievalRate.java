package io.tributary.salesforce.runs;

import io.tributary.service.database.Database;

/**
 * How fast a full run is, discovery and waiting for Salesforce included.
 *
 * @param contactsPerSecond more than 0
 * @param ofRuns runs it was measured in; 0: none yet, it is what to reckon with until then
 */
public record RetrievalRate(double contactsPerSecond, int ofRuns) {

  /** What others report of Bulk 2.0 in an organisation that is not idle. */
  public static final RetrievalRate USUAL = new RetrievalRate(100, 0);

  /** Runs that were stopped on the way count their contacts from the beginning and their seconds from the last stop. */
  private static final String MEASURED = """
      select count(*) as runs, sum((result -> 'counts' ->> 'retrieved')::bigint) / sum((result ->> 'seconds')::double precision) as rate
      from (
        select result from runs
        where tenant = ? and kind = 'FULL' and status = 'SUCCESS' and attempt = 1
          and (result -> 'counts' ->> 'retrieved')::bigint > 0 and (result ->> 'seconds')::double precision > 0
        order by requested_at desc limit 5) last""";

  /** Of the tenant's last five full runs that went through at one go. */
  public static RetrievalRate of(String tenant, Database database) {
    return database.inTenant(tenant, db -> {
      var row = db.fetchSingle(MEASURED, tenant);
      var runs = row.get("runs", Integer.class);
      return runs == 0 ? USUAL : new RetrievalRate(row.get("rate", Double.class), runs);
    });
  }

  /** @return how long so many contacts take, in whole seconds, 1 at least */
  public long secondsFor(long contacts) {
    return Math.max(1, Math.round(contacts / contactsPerSecond));
  }
}
