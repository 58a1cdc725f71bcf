package io.tributary.salesforce.runs;

import io.tributary.service.database.Database;
import java.util.List;

/** Contacts that a run asked for and Salesforce did not give: purged, or hidden from the user. Stored ones stay as they are. */
public final class MissingContacts {

  private static final String FIND = """
      select t.salesforce_id from run_targets t
        join run_batches b on b.tenant = t.tenant and b.run_id = t.run_id and b.round = t.round
          and t.salesforce_id between b.first_id and b.last_id and b.state = 'DONE'
      where t.tenant = ? and t.run_id = ? and t.salesforce_id > ?
      order by t.salesforce_id limit ?""";

  private final Database database;

  public MissingContacts(Database database) {
    this.database = database;
  }

  /** @param after the last id of the page before; empty for the first */
  public List<String> find(RunKey run, String after, int most) {
    return database.inTenant(run.tenant(), db -> db.resultQuery(FIND, run.tenant(), run.id(), after, most).fetch().getValues(0, String.class));
  }
}
