package io.tributary.salesforce.runs;

import io.tributary.service.database.Database;
import java.util.List;

/** Contacts that a run asked for and Salesforce did not give: purged, or hidden from the user. Stored ones stay as they are. */
public final class MissingContacts {

  private static final String FIND = """
      select id from run_batches b, unnest(b.left_ids) as id
      where b.tenant = ? and b.run_id = ? and b.state = 'DONE' and id > ?
      order by id limit ?""";

  private final Database database;

  public MissingContacts(Database database) {
    this.database = database;
  }

  /** @param after the last id of the page before; empty for the first */
  public List<String> find(RunKey run, String after, int most) {
    return database.inTenant(run.tenant(), db -> db.resultQuery(FIND, run.tenant(), run.id(), after, most).fetch().getValues(0, String.class));
  }
}
