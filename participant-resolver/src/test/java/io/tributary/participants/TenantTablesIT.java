package io.tributary.participants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** That no table is forgotten: each shows a tenant its own rows and no others. */
@ResolverTest
class TenantTablesIT {

  private static final String TABLES = """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'flyway%%' and %s""";

  @Autowired private Resolver resolver;

  @Test
  void everyTableHasATenantAndForcesRowLevelSecurity() {
    assertThat(names("true")).contains("messages", "participants", "records");
    assertThat(names("not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant')")).isEmpty();
    assertThat(names("not (c.relrowsecurity and c.relforcerowsecurity)")).isEmpty();
    assertThat(names("not exists (select from pg_policy p where p.polrelid = c.oid and 'communications_worker'::regrole = any (p.polroles))"))
        .isEmpty();
  }

  @Test
  void whatTheApiMayTouchIsBoundToItsTenant() {
    assertThat(names("""
        not exists (
          select from pg_policy p where p.polrelid = c.oid and 'communications_api'::regrole = any (p.polroles)
            and pg_get_expr(p.polqual, c.oid) = '(tenant = current_setting(''app.tenant''::text, true))'
            and pg_get_expr(p.polwithcheck, c.oid) = '(tenant = current_setting(''app.tenant''::text, true))')""")).isEmpty();
  }

  @Test
  void uniqueAndForeignKeysBeginWithTheTenant() {
    var keys = resolver.rows("""
        select con.conname from pg_constraint con
        join pg_attribute a on a.attrelid = con.conrelid and a.attname = 'tenant' and not a.attisdropped
        where con.connamespace = 'public'::regnamespace and con.contype in ('p', 'u', 'f') and con.conkey[1] <> a.attnum""");

    assertThat(keys).isEmpty();
  }

  private List<String> names(String condition) {
    return resolver.rows(TABLES.formatted(condition)).getValues(0, String.class);
  }
}
