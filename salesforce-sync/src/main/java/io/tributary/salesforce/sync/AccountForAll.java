package io.tributary.salesforce.sync;

import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.RunResult;
import io.tributary.salesforce.runs.RunResult.Counts;
import io.tributary.salesforce.runs.RunResult.Proof;
import io.tributary.salesforce.runs.RunResult.Statistics;
import io.tributary.service.database.Database;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * The end of a run: what was found against what came. Both sides are counted apart: what was found with the pages of discovery, what came with
 * the pages of contacts, and what is missing is what is left of the batches' ids.
 */
public final class AccountForAll {

  private static final String COUNTS = """
      select
        (select coalesce(sum(rows), 0) from run_sources where tenant = ? and run_id = ? and source not in ('MODIFIED', 'HELD')) as relations,
        (select coalesce(sum(found), 0) from run_sources where tenant = ? and run_id = ? and source <> 'HELD') as discovered,
        (select coalesce(sum(found), 0) from run_sources where tenant = ? and run_id = ? and source = 'HELD') as held,
        coalesce(sum(cardinality(left_ids)) filter (where state = 'DONE'), 0) as missing,
        coalesce(sum(asked) filter (where round > 0), 0) as survivors,
        coalesce(sum(live), 0) as live, coalesce(sum(deleted), 0) as deleted, coalesce(sum(merged), 0) as merged,
        coalesce(sum(added), 0) as added, coalesce(sum(changed), 0) as changed, coalesce(sum(unchanged), 0) as unchanged,
        coalesce(sum(rejected), 0) as rejected, count(*) filter (where state = 'FAILED') as failed, count(job_id) as jobs
      from run_batches where tenant = ? and run_id = ?""";

  private static final String STATISTICS = """
      select
        count(*) filter (where not is_deleted) as contacts,
        count(*) filter (where not is_deleted and is_doctor) as physicians,
        count(*) filter (where not is_deleted and email is not null) as with_email,
        count(*) filter (where not is_deleted and npi is not null) as with_npi,
        count(*) filter (where not is_deleted and npi is not null and not is_npi(npi)) as invalid_npi,
        count(*) filter (where not is_deleted and active) as active,
        count(*) filter (where not is_deleted and not active) as inactive,
        count(*) filter (where is_deleted and master_record_id is null) as deleted,
        count(*) filter (where is_deleted and master_record_id is not null) as merged
      from (
        select is_deleted, master_record_id, email, npi, active,
          coalesce(is_physician, contact_type ~* 'physician|doctor', false) as is_doctor
        from contacts where tenant = ?) c""";

  private final Database database;

  public AccountForAll(Database database) {
    this.database = database;
  }

  RunResult account(Run run, Salesforce org, RunProgress progress) {
    var counts = database.asWorker(db -> counts(db, run, org.budget().made()));
    var statistics = database.asWorker(db -> statistics(db, run.tenant()));
    return new RunResult(counts, Proof.of(counts), progress.seconds(), progress.contactsPerSecond(), statistics);
  }

  private static Counts counts(DSLContext db, Run run, long calls) {
    var tenant = run.tenant();
    var id = run.key().id();
    var row = db.fetchSingle(COUNTS, tenant, id, tenant, id, tenant, id, tenant, id);
    long live = number(row, "live");
    long deleted = number(row, "deleted");
    long merged = number(row, "merged");
    return new Counts(
        number(row, "relations"), number(row, "discovered"), number(row, "held"), number(row, "survivors"), live + deleted + merged, live,
        deleted, merged, number(row, "missing"), number(row, "added"), number(row, "changed"), number(row, "unchanged"), number(row, "rejected"),
        number(row, "failed"), calls, number(row, "jobs"));
  }

  private static Statistics statistics(DSLContext db, String tenant) {
    var row = db.fetchSingle(STATISTICS, tenant);
    long contacts = number(row, "contacts");
    long physicians = number(row, "physicians");
    return new Statistics(
        contacts, physicians, contacts - physicians, number(row, "with_email"), number(row, "with_npi"), number(row, "invalid_npi"),
        number(row, "active"), number(row, "inactive"), number(row, "deleted"), number(row, "merged"));
  }

  private static long number(Record row, String name) {
    return row.get(name, Long.class);
  }
}
