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
 * Stores a page of contacts: copies it into a temporary table, then in one statement takes its ids out of the batch, upserts what is new
 * or otherwise, and notes down of whom record-service is to be told.
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
  private final String recordFields;

  public StoreContacts(FieldPlan plan, RecordMapping records, JsonMapper json) {
    this.copy = new CopyContacts(plan, json);
    this.records = records;
    this.createPage = "create temp table if not exists %s on commit delete rows as select * from contacts with no data".formatted(PAGE);
    this.upsert = upsert(copy.columns());
    this.recordFields = json.writeValueAsString(records.in(plan));
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
    var tenant = batch.run().tenant();
    var id = batch.run().id();
    db.fetch(LOCK, tenant, id, batch.round(), batch.firstId());
    var counts = db.fetchSingle(upsert,
        tenant, id, batch.round(), batch.firstId(), tenant, id, batch.round(), batch.firstId(),
        tenant, tenant, records.pipeline(), recordFields);
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

  private static String upsert(List<String> columns) {
    var others = columns.stream().filter(column -> !column.equals("salesforce_id")).toList();
    return UPSERT.formatted(
        String.join(", ", columns),
        columns.stream().map("p."::concat).collect(Collectors.joining(", ")),
        others.stream().map("%1$s = excluded.%1$s"::formatted).collect(Collectors.joining(", ")),
        others.stream().map("c."::concat).collect(Collectors.joining(", ")),
        others.stream().map("excluded."::concat).collect(Collectors.joining(", ")));
  }

  /** Pages of one batch that are stored at the same time each take their own ids out of it. */
  private static final String LOCK = "select 1 from run_batches where tenant = ? and run_id = ? and round = ? and first_id = ? for no key update";

  private static final String UPSERT = """
      with asked as (
        select p.salesforce_id, p.is_deleted, p.master_record_id from contact_page p
        where p.salesforce_id in (select unnest(left_ids) from run_batches where tenant = ? and run_id = ? and round = ? and first_id = ?)
      ), came as (
        update run_batches set left_ids = array(select unnest(left_ids) except select salesforce_id from contact_page)
        where tenant = ? and run_id = ? and round = ? and first_id = ?
      ), stored as (
        insert into contacts as c (tenant, %s)
        select ?, %s from contact_page p where p.salesforce_id in (select salesforce_id from asked)
        on conflict (tenant, salesforce_id) do update set %s, updated_at = clock_timestamp()
        where excluded.system_modstamp >= c.system_modstamp and (%s) is distinct from (%s)
        returning c.salesforce_id, (xmax = 0) as added
      ), told as (
        insert into contacts_to_tell (tenant, pipeline, fields, salesforce_ids)
        select ?, ?, ?::jsonb, array_agg(salesforce_id) from stored having count(*) > 0
      )
      select a.live, a.deleted, a.merged, s.added, s.changed, a.asked - s.added - s.changed as unchanged
      from (
        select count(*) as asked, count(*) filter (where not is_deleted) as live,
          count(*) filter (where is_deleted and master_record_id is null) as deleted,
          count(*) filter (where is_deleted and master_record_id is not null) as merged
        from asked) a,
        (select count(*) filter (where added) as added, count(*) filter (where not added) as changed from stored) s""";
}
