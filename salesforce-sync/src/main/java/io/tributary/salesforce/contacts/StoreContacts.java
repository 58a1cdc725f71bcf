package io.tributary.salesforce.contacts;

import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.mapping.RecordMapping;
import io.tributary.salesforce.runs.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores a page of contacts: copies it into a temporary table, then in one statement takes its ids off the run's list, upserts what is new
 * or otherwise, and notes down what record-service is to be told.
 *
 * <p>An older SystemModstamp never takes the place of a newer one; {@code id} and {@code created_at} stay. A page that is stored again
 * changes nothing and counts nothing.
 */
public final class StoreContacts {

  private static final String PAGE = "contact_page";

  private final String createPage;
  private final String upsert;
  private final CopyContacts copy;
  private final RecordMapping records;

  public StoreContacts(FieldPlan plan, RecordMapping records, JsonMapper json) {
    this.copy = new CopyContacts(plan, json);
    this.records = records;
    this.createPage = "create temp table if not exists %s on commit delete rows as select * from contacts with no data".formatted(PAGE);
    this.upsert = upsert(copy.columns(), records.dataOf("c", plan));
  }

  /**
   * Within the worker's transaction, which it does not end.
   *
   * @throws UncheckedIOException if the rows break off; the transaction is of no use then
   */
  public PageCounts store(DSLContext db, Batch batch, ContactRows rows) {
    db.execute("set local client_min_messages = warning");
    db.execute(createPage);
    var copied = db.connectionResult(connection -> copied(connection.unwrap(PGConnection.class), rows));
    var counts = db.fetchSingle(upsert,
        batch.run().tenant(), batch.run().id(), batch.round(), batch.firstId(), batch.lastId(),
        batch.run().tenant(), batch.run().tenant(), records.pipeline());
    return new PageCounts(
        copied.rows(), number(counts, "live"), number(counts, "deleted"), number(counts, "merged"),
        number(counts, "added"), number(counts, "changed"), number(counts, "unchanged"), copied.rejected());
  }

  private CopyContacts.Copied copied(PGConnection connection, ContactRows rows) throws SQLException {
    try {
      return copy.into(PAGE, rows, connection.getCopyAPI());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Record counts, String name) {
    return counts.get(name, Integer.class);
  }

  private static String upsert(List<String> columns, String data) {
    var others = columns.stream().filter(column -> !column.equals("salesforce_id")).toList();
    return UPSERT.formatted(
        String.join(", ", columns),
        columns.stream().map("p."::concat).collect(Collectors.joining(", ")),
        others.stream().map("%1$s = excluded.%1$s"::formatted).collect(Collectors.joining(", ")),
        others.stream().map("c."::concat).collect(Collectors.joining(", ")),
        others.stream().map("excluded."::concat).collect(Collectors.joining(", ")),
        data);
  }

  /** Stamps have milliseconds, so that a thousand changes of ours fit between two. */
  private static final String UPSERT = """
      with asked as (
        delete from run_targets t using contact_page p
        where t.tenant = ? and t.run_id = ? and t.round = ? and t.salesforce_id between ? and ?
          and t.salesforce_id = p.salesforce_id
        returning t.salesforce_id, p.is_deleted, p.master_record_id
      ), stored as (
        insert into contacts as c (tenant, %s)
        select ?, %s from contact_page p where p.salesforce_id in (select salesforce_id from asked)
        on conflict (tenant, salesforce_id) do update set %s, updated_at = clock_timestamp()
        where excluded.system_modstamp >= c.system_modstamp and (%s) is distinct from (%s)
        returning c.salesforce_id, c.system_modstamp, c.is_deleted, c.master_record_id, (xmax = 0) as added, (%s)::text as data
      ), told as (
        insert into record_upserts as u (tenant, salesforce_id, source_version, pipeline, data, deleted, merged_into, changed_at)
        select ?, salesforce_id, (extract(epoch from system_modstamp) * 1000000)::bigint, ?, data, is_deleted, master_record_id, system_modstamp
        from stored
        on conflict (tenant, salesforce_id) do update set
          source_version = greatest(excluded.source_version, u.source_version + 1), pipeline = excluded.pipeline, data = excluded.data,
          deleted = excluded.deleted, merged_into = excluded.merged_into, changed_at = excluded.changed_at, version = u.version + 1
      )
      select a.live, a.deleted, a.merged, s.added, s.changed, a.asked - s.added - s.changed as unchanged
      from (
        select count(*) as asked, count(*) filter (where not is_deleted) as live,
          count(*) filter (where is_deleted and master_record_id is null) as deleted,
          count(*) filter (where is_deleted and master_record_id is not null) as merged
        from asked) a,
        (select count(*) filter (where added) as added, count(*) filter (where not added) as changed from stored) s""";
}
