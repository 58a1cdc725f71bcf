package io.tributary.salesforce.runs;

import io.tributary.service.database.Database;
import java.time.Duration;

/** Ended runs go after a while, with their lists; of each tenant and kind the last that ended well stays, since the next one begins there. */
public final class ForgetRuns {

  private static final String OLD = """
      select r.tenant, r.run_id from runs r
      where r.finished_at < clock_timestamp() - ? * interval '1 second' and r.version = r.published_version
        and (r.status <> 'SUCCESS' or exists (
          select from runs later where later.tenant = r.tenant and later.kind = r.kind and later.status = 'SUCCESS' and later.window_to > r.window_to))
      limit 100""";

  private static final String FORGET = """
      with old as (%s)
      delete from runs r using old where r.tenant = old.tenant and r.run_id = old.run_id""".formatted(OLD);

  private final Database database;
  private final Duration keep;

  /** @param keep how long after their end */
  public ForgetRuns(Database database, Duration keep) {
    this.database = database;
    this.keep = keep;
  }

  /** A hundred at most, the next time the next. */
  public void forget() {
    database.runAsWorker(db -> db.execute(FORGET, keep.toSeconds()));
  }
}
