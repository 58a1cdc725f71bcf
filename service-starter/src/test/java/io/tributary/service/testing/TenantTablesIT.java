package io.tributary.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.TestStack;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** That the walls' test sees a gap in each of them. */
class TenantTablesIT {

  private static final String ROWS_OF_TENANT = "using (tenant = current_setting('app.tenant', true)) with check (tenant = current_setting('app.tenant', true))";

  @Test
  void everyGapIsFound() {
    TestStack.shared().createDatabase("walls");
    try (var connection = DSL.using(TestStack.shared().jdbcUrl("walls"), "walls_owner", "walls_owner")) {
      var db = connection.dsl();
      whole(db, "whole");
      whole(db, "lax");
      db.execute("alter table lax no force row level security");
      whole(db, "shut_for_workers");
      db.execute("drop policy worker on shut_for_workers");
      whole(db, "wide");
      db.execute("drop policy api on wide");
      db.execute("create policy api on wide to walls_api using (true)");
      whole(db, "odd");
      db.execute("create policy odd on odd using (true)");
      whole(db, "nullable");
      db.execute("alter table nullable drop constraint nullable_pkey, alter tenant drop not null");
      whole(db, "keys");
      db.execute("create unique index keys_by_name on keys (name)");
      db.execute("alter table whole add constraint whole_names_alone foreign key (name) references keys (name)");
      db.execute("create table forgotten (id int)");
      db.execute("grant select on forgotten to walls_api");
      db.execute("create view seen as select * from whole");

      assertThat(new TenantTables(db).findings("walls")).containsExactlyInAnyOrder(
          "lax does not force row-level security",
          "shut_for_workers has no policy that lets workers in",
          "wide has no policy that binds the API to its tenant", "wide has a policy that lets others in",
          "odd has a policy that lets others in",
          "nullable has no column tenant that is never null",
          "keys_by_name is unique without its tenant",
          "whole_names_alone refers to another table without its tenant",
          "forgotten has no column tenant that is never null", "forgotten does not force row-level security",
          "forgotten has no policy that lets workers in", "forgotten has no policy that binds the API to its tenant",
          "forgotten may be touched by the API without a policy",
          "seen is a view, which shows what its owner sees", "seen does not force row-level security",
          "seen has no policy that lets workers in", "seen has no policy that binds the API to its tenant",
          "seen has no column tenant that is never null");
    }
  }

  private static void whole(DSLContext db, String table) {
    db.execute("create table %s (tenant text not null, name text, primary key (tenant, name))".formatted(table));
    db.execute("alter table %s enable row level security".formatted(table));
    db.execute("alter table %s force row level security".formatted(table));
    db.execute("create policy api on %s to walls_api %s".formatted(table, ROWS_OF_TENANT));
    db.execute("create policy worker on %s to walls_worker using (true) with check (true)".formatted(table));
  }
}
