package io.tributary.salesforce.discovery;

import static io.tributary.salesforce.jooq.Tables.RUN_SOURCES;

import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.Runs;
import io.tributary.service.database.Database;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The run's list of ids as they are found, and how far each source of it was read. A page and its cursor are one transaction. */
public final class Targets {

  private static final String ADD = """
      insert into run_lists (tenant, run_id, source, salesforce_ids) values (?, ?, ?, ?::text[])""";

  private static final String ADD_STORED = """
      insert into run_lists (tenant, run_id, source, salesforce_ids)
      select ?, ?, ?, array_agg(c.salesforce_id) from contacts c where c.tenant = ? and c.salesforce_id = any(?::text[])
      having count(*) > 0""";

  private static final String ADD_HELD = """
      insert into run_lists (tenant, run_id, source, salesforce_ids)
      select ?, ?, ?, array_agg(salesforce_id)
      from (select c.salesforce_id, row_number() over () / 10000 as page from contacts c where c.tenant = ? and not c.is_deleted) held
      group by page""";

  private final Database database;

  public Targets(Database database) {
    this.database = database;
  }

  /** @param cursor where to go on; null: from the beginning */
  record Progress(@Nullable String cursor, boolean done) {}

  Progress progress(Run run, Source source) {
    return database.asWorker(db -> db.fetchOptional(RUN_SOURCES,
            RUN_SOURCES.TENANT.eq(run.tenant()), RUN_SOURCES.RUN_ID.eq(run.key().id()), RUN_SOURCES.SOURCE.eq(source.name()))
        .map(row -> new Progress(row.getCursor(), row.getDone()))
        .orElse(new Progress(null, false)));
  }

  /**
   * @param rows that the page stands for
   * @param next cursor of the next page; null: this was the last
   */
  void add(Run run, Source source, List<String> ids, long rows, @Nullable String next) {
    database.runAsWorker(db -> {
      var array = ids.toArray(String[]::new);
      if (source == Source.MODIFIED) {
        db.execute(ADD_STORED, run.tenant(), run.key().id(), source.name(), run.tenant(), array);
      } else {
        db.execute(ADD, run.tenant(), run.key().id(), source.name(), array);
      }
      moved(db, run, source, rows, next);
    });
  }

  void addHeld(Run run) {
    database.runAsWorker(db -> {
      db.execute(ADD_HELD, run.tenant(), run.key().id(), Source.HELD.name(), run.tenant());
      moved(db, run, Source.HELD, 0, null);
    });
  }

  /** A cursor that Salesforce knows no more: from the beginning, what was found stays found. */
  void startAgain(Run run, Source source) {
    database.runAsWorker(db -> db.update(RUN_SOURCES)
        .setNull(RUN_SOURCES.CURSOR).set(RUN_SOURCES.ROWS, 0L)
        .where(RUN_SOURCES.TENANT.eq(run.tenant()), RUN_SOURCES.RUN_ID.eq(run.key().id()), RUN_SOURCES.SOURCE.eq(source.name()))
        .execute());
  }

  private static void moved(DSLContext db, Run run, Source source, long rows, @Nullable String next) {
    db.execute("""
        insert into run_sources as s (tenant, run_id, source, cursor, rows, done) values (?, ?, ?, ?, ?, ?)
        on conflict (tenant, run_id, source) do update set cursor = excluded.cursor, rows = s.rows + excluded.rows, done = excluded.done""",
        run.tenant(), run.key().id(), source.name(), next, rows, next == null);
    Runs.mustBeOurs(db, run);
  }
}
