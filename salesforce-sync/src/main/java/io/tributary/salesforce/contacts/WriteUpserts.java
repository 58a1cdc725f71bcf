package io.tributary.salesforce.contacts;

import static io.tributary.salesforce.jooq.Tables.CONTACTS_TO_TELL;

import io.tributary.salesforce.jooq.tables.records.ContactsToTellRecord;
import io.tributary.salesforce.mapping.RecordFields;
import org.jooq.DSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what record-service is told of contacts that changed, a page at a time, as they are stored by now: states in between are skipped. A state
 * that it was told already is not told again.
 */
public final class WriteUpserts {

  /**
   * Within the transaction. Pages are written one after the other, so that an older state cannot come behind a newer one; and not while contacts of
   * erased people are let go, of whom a copy would be left behind otherwise.
   */
  static final String LOCK = "hashtextextended('record upserts of contacts', 0)";

  /** Stamps have milliseconds, so that a thousand changes of ours fit between two. */
  private static final String WRITE = """
      insert into record_upserts as u (tenant, salesforce_id, source_version, pipeline, data, deleted, merged_into, changed_at)
      select c.tenant, c.salesforce_id, (extract(epoch from c.system_modstamp) * 1000000)::bigint, ?, %s::text, c.is_deleted, c.master_record_id,
        c.system_modstamp
      from contacts c where c.tenant = ? and c.salesforce_id = any(?::text[])
      on conflict (tenant, salesforce_id) do update set
        source_version = greatest(excluded.source_version, u.source_version + 1), pipeline = excluded.pipeline, data = excluded.data,
        deleted = excluded.deleted, merged_into = excluded.merged_into, changed_at = excluded.changed_at, version = u.version + 1
      where (excluded.pipeline, excluded.data, excluded.deleted, excluded.merged_into, excluded.changed_at)
        is distinct from (u.pipeline, u.data, u.deleted, u.merged_into, u.changed_at)""";

  private final JsonMapper json;

  public WriteUpserts(JsonMapper json) {
    this.json = json;
  }

  /** @return whether there was a page that nobody else was at */
  public boolean nextPage(DSLContext db) {
    if (!db.fetchSingle("select pg_try_advisory_xact_lock(%s)".formatted(LOCK)).get(0, Boolean.class)) {
      return false;
    }
    var page = db.selectFrom(CONTACTS_TO_TELL).orderBy(CONTACTS_TO_TELL.TENANT, CONTACTS_TO_TELL.PAGE).limit(1).fetchOne();
    if (page == null) {
      return false;
    }
    write(db, page);
    return true;
  }

  private void write(DSLContext db, ContactsToTellRecord page) {
    var fields = json.readValue(page.getFields().data(), RecordFields.class);
    db.execute(WRITE.formatted(fields.dataOf("c")), page.getPipeline(), page.getTenant(), page.getSalesforceIds());
    page.delete();
  }
}
