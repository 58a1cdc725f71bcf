package io.tributary.service.testing;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * What a database's catalogue says about the walls between tenants. A finding is a sentence; a database without any shows each tenant its own rows
 * and no others, whoever forgets a condition.
 */
final class TenantTables {

  private static final String TABLES = """
      with tables as (
        select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relname not like 'flyway%'),
      tenants as (
        select a.attrelid, a.attnum, a.attnotnull from pg_attribute a where a.attname = 'tenant' and not a.attisdropped)
      """;

  /** A finding and the names of what it is about; {@code #} stands for the database's name, {@code @} for what binds to a tenant. */
  private static final Map<String, String> RULES = Map.of(
      "is a view, which shows what its owner sees", """
      select relname from tables where relkind not in ('r', 'p')""",
      "has no column tenant that is never null", """
      select relname from tables where not exists (select from tenants t where t.attrelid = tables.oid and t.attnotnull)""",
      "does not force row-level security", """
      select relname from tables where not (relrowsecurity and relforcerowsecurity)""",
      "has no policy that lets workers in", """
      select relname from tables where not exists (
        select from pg_policy p where p.polrelid = tables.oid and p.polcmd = '*' and p.polroles = array['#_worker'::regrole::oid])""",
      "has no policy that binds the API to its tenant", """
      select relname from tables where not exists (
        select from pg_policy p where p.polrelid = tables.oid and p.polcmd = '*' and p.polroles = array['#_api'::regrole::oid]
          and pg_get_expr(p.polqual, tables.oid) = @ and pg_get_expr(p.polwithcheck, tables.oid) = @)""",
      "has a policy that lets others in", """
      select relname from tables where exists (
        select from pg_policy p where p.polrelid = tables.oid and p.polroles <> array['#_worker'::regrole::oid]
          and (p.polroles <> array['#_api'::regrole::oid] or pg_get_expr(p.polqual, tables.oid) is distinct from @))""",
      "may be touched by the API without a policy", """
      select relname from tables where has_table_privilege('#_api', oid, 'select, insert, update, delete') and not exists (
        select from pg_policy p where p.polrelid = tables.oid and p.polroles = array['#_api'::regrole::oid])""",
      "is unique without its tenant", """
      select i.indexrelid::regclass::text from pg_index i join tables on tables.oid = i.indrelid
      where i.indisunique and not exists (select from tenants t where t.attrelid = i.indrelid and t.attnum = i.indkey[0])""",
      "refers to another table without its tenant", """
      select c.conname from pg_constraint c join tables on tables.oid = c.conrelid
      where c.contype = 'f' and not exists (
        select from tenants own join tenants other on other.attrelid = c.confrelid and other.attnum = c.confkey[1]
        where own.attrelid = c.conrelid and own.attnum = c.conkey[1])""",
      "is a role that no policy binds", """
      select rolname from pg_roles where (rolsuper or rolbypassrls) and rolname in ('#_api', '#_worker', '#_service')""");

  private static final String BOUND = "'(tenant = current_setting(''app.tenant''::text, true))'";

  private static final String OF_TENANTS = """
      select relname from tables where relkind in ('r', 'p') and exists (select from tenants t where t.attrelid = tables.oid) order by relname""";

  private final DSLContext db;

  TenantTables(DSLContext db) {
    this.db = db;
  }

  /**
   * @param database its name, which its roles begin with
   * @return sentences such as {@code messages does not force row-level security}, in order
   */
  List<String> findings(String database) {
    return RULES.entrySet().stream()
        .flatMap(rule -> names(rule.getValue().replace("#", database).replace("@", BOUND)).stream().map(name -> name + " " + rule.getKey()))
        .sorted()
        .toList();
  }

  /** All that the tenant has, as text, apart from what the publisher marks. */
  String everythingOf(String tenant) {
    var everything = new StringBuilder();
    for (var table : names(OF_TENANTS)) {
      var rows = db.fetch("select (to_jsonb(t) - 'published_version')::text from {0} t where tenant = {1} order by 1", DSL.name(table), DSL.val(tenant));
      everything.append(table).append('\n').append(String.join("\n", rows.getValues(0, String.class))).append('\n');
    }
    return everything.toString();
  }

  private List<String> names(String query) {
    return db.resultQuery(TABLES + query).fetch().getValues(0, String.class);
  }
}
