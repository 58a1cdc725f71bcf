package io.tributary.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;

import io.tributary.service.database.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** That no table is forgotten: what holds tenants' data shows each tenant its own. */
@ApiTest
class TenantTablesIT {

  private static final String TABLES = """
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped)""";

  @Autowired private Database database;

  @Test
  void everyTableOfTenantsForcesRowLevelSecurityAndLetsWorkersIn() {
    assertThat(names("")).contains("records", "pipelines", "sync_job_view");
    assertThat(names("and not (c.relrowsecurity and c.relforcerowsecurity)")).as("tables without forced row-level security").isEmpty();
    assertThat(names("and not exists (select from pg_policy p where p.polrelid = c.oid and 'records_worker'::regrole = any (p.polroles))"))
        .as("tables without a policy for workers").isEmpty();
  }

  @Test
  void whatTheApiMayTouchIsBoundToItsTenant() {
    assertThat(names("""
        and has_table_privilege('records_api', c.oid, 'select, insert, update, delete') and not exists (
          select from pg_policy p where p.polrelid = c.oid and 'records_api'::regrole = any (p.polroles)
            and pg_get_expr(p.polqual, c.oid) = '(tenant = current_setting(''app.tenant''::text, true))'
            and pg_get_expr(p.polwithcheck, c.oid) = '(tenant = current_setting(''app.tenant''::text, true))')"""))
        .as("tables the API sees more of than its tenant's rows").isEmpty();
    assertThat(names("""
        and exists (select from pg_policy p where p.polrelid = c.oid and 'records_api'::regrole = any (p.polroles)
            and pg_get_expr(p.polqual, c.oid) not like '%app.tenant%')""")).isEmpty();
  }

  @Test
  void tablesWithoutATenantAreNotForTheApi() {
    var others = database.asWorker(db -> db.resultQuery("""
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped)
          and has_table_privilege('records_api', c.oid, 'select, insert, update, delete')""").fetch(field("relname", String.class)));

    assertThat(others).isEmpty();
  }

  @Test
  void uniqueAndForeignKeysBeginWithTheTenant() {
    var keys = database.asWorker(db -> db.resultQuery("""
        select con.conrelid::regclass::text || '.' || con.conname as name from pg_constraint con
        join pg_attribute a on a.attrelid = con.conrelid and a.attname = 'tenant' and not a.attisdropped
        where con.connamespace = 'public'::regnamespace and con.contype in ('p', 'u', 'f') and con.conkey[1] <> a.attnum""")
        .fetch(field("name", String.class)));

    // A reconciliation is of all tenants, or of one; what it holds meanwhile is of one reading.
    assertThat(keys).containsExactlyInAnyOrder("reconciliations.reconciliations_pkey", "reconciliation_held.reconciliation_held_pkey");
  }

  private List<String> names(String and) {
    return database.asWorker(db -> db.resultQuery("select c.relname " + TABLES + " " + and).fetch(field("relname", String.class)));
  }
}
