package io.tributary.salesforce.retrieval;

import static io.tributary.salesforce.jooq.Tables.RUN_BATCHES;

import io.tributary.salesforce.contacts.PageCounts;
import io.tributary.salesforce.jooq.tables.records.RunBatchesRecord;
import io.tributary.salesforce.runs.Batch;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.Runs;
import io.tributary.service.database.Database;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The batches of a run. */
public final class Batches {

  /** Of ids that were found more than once, the first counts. Sorting them is the most of it, and is done in memory. */
  private static final String MAKE = """
      with each as (
        select distinct on (id) id, source
        from (select unnest(salesforce_ids) as id, source, page from run_lists where tenant = ? and run_id = ?) l
        order by id, page
      ), found as (
        update run_sources s set found = (select count(*) from each where each.source = s.source) where tenant = ? and run_id = ?
      ), cut as (
        delete from run_lists where tenant = ? and run_id = ?
      )""";

  private static final String SURVIVORS = """
      with each as (
        select distinct c.master_record_id collate "C" as id from contacts c
        where c.tenant = ? and c.is_deleted and c.master_record_id is not null
          and not exists (select from contacts m where m.tenant = c.tenant and m.salesforce_id = c.master_record_id)
          and not exists (
            select from run_batches b where b.tenant = c.tenant and b.run_id = ?
              and c.master_record_id between b.first_id and b.last_id and c.master_record_id = any(b.left_ids))
      )""";

  private static final String CUT = """

      insert into run_batches (tenant, run_id, round, first_id, last_id, asked, left_ids)
      select ?, ?, ?, min(id), max(id), count(*), array_agg(id)
      from (select id, (row_number() over (order by id) - 1) / (case when count(*) over () <= ? then ? else ? end) as number from each) numbered
      group by number""";

  private final Database database;

  Batches(Database database) {
    this.database = database;
  }

  /**
   * How ids are cut.
   *
   * @param few how many are few
   * @param ofFew ids a batch where they are few
   * @param ofMany ids a batch where they are more
   */
  record Size(int few, int ofFew, int ofMany) {}

  /** Cuts what was found into batches, in the order of the ids. */
  void make(DSLContext db, Run run, Size size) {
    var tenant = run.tenant();
    var id = run.key().id();
    db.execute("set local work_mem = '64MB'");
    db.execute(MAKE + CUT, tenant, id, tenant, id, tenant, id, tenant, id, run.round(), size.few(), size.ofFew(), size.ofMany());
  }

  /** Contacts that others were merged into and nobody has asked for yet: the next round. @return batches */
  int addSurvivors(DSLContext db, Run next, Size size) {
    var tenant = next.tenant();
    var id = next.key().id();
    return db.execute(SURVIVORS + CUT, tenant, id, tenant, id, next.round(), size.few(), size.ofFew(), size.ofMany());
  }

  /** Contacts the round asks for. */
  long asked(Run run) {
    return database.asWorker(db -> db.select(DSL.coalesce(DSL.sum(RUN_BATCHES.ASKED), BigDecimal.ZERO)).from(RUN_BATCHES)
        .where(RUN_BATCHES.TENANT.eq(run.tenant())).and(RUN_BATCHES.RUN_ID.eq(run.key().id())).and(RUN_BATCHES.ROUND.eq(run.round()))
        .fetchSingle().value1().longValue());
  }

  /** Those of the round that are not done. */
  List<Batch> waiting(Run run) {
    return database.asWorker(db -> db.selectFrom(RUN_BATCHES)
        .where(RUN_BATCHES.TENANT.eq(run.tenant())).and(RUN_BATCHES.RUN_ID.eq(run.key().id())).and(RUN_BATCHES.ROUND.eq(run.round()))
        .and(RUN_BATCHES.STATE.ne("DONE"))
        .orderBy(RUN_BATCHES.FIRST_ID)
        .fetch(Batches::batch));
  }

  /** Its ids that have not come yet. */
  List<String> ids(Batch batch) {
    return database.asWorker(db -> db.resultQuery("select unnest(left_ids) as id from run_batches where {0} order by id", is(batch))
        .fetch().getValues(0, String.class));
  }

  /** @param id of Salesforce's job for it; null: it is gone */
  void keepJob(Run run, Batch batch, @Nullable String id) {
    database.runAsWorker(db -> {
      db.update(RUN_BATCHES).set(RUN_BATCHES.JOB_ID, id).where(is(batch)).execute();
      Runs.mustBeOurs(db, run);
    });
  }

  /** Within the transaction that stored the page. */
  void count(DSLContext db, Run run, Batch batch, PageCounts page) {
    db.update(RUN_BATCHES)
        .set(RUN_BATCHES.LIVE, RUN_BATCHES.LIVE.plus(page.live()))
        .set(RUN_BATCHES.DELETED, RUN_BATCHES.DELETED.plus(page.deleted()))
        .set(RUN_BATCHES.MERGED, RUN_BATCHES.MERGED.plus(page.merged()))
        .set(RUN_BATCHES.ADDED, RUN_BATCHES.ADDED.plus(page.added()))
        .set(RUN_BATCHES.CHANGED, RUN_BATCHES.CHANGED.plus(page.changed()))
        .set(RUN_BATCHES.UNCHANGED, RUN_BATCHES.UNCHANGED.plus(page.unchanged()))
        .set(RUN_BATCHES.REJECTED, RUN_BATCHES.REJECTED.plus(page.rejected()))
        .where(is(batch)).execute();
    Runs.mustBeOurs(db, run);
  }

  /** Everything Salesforce has of it was stored; what is left of its ids is missing. */
  void done(Run run, Batch batch) {
    database.runAsWorker(db -> done(db, run, batch));
  }

  void done(DSLContext db, Run run, Batch batch) {
    db.update(RUN_BATCHES).set(RUN_BATCHES.STATE, "DONE").setNull(RUN_BATCHES.ERROR).where(is(batch)).execute();
    Runs.mustBeOurs(db, run);
  }

  void failed(Run run, Batch batch, String error) {
    database.runAsWorker(db -> {
      db.update(RUN_BATCHES).set(RUN_BATCHES.STATE, "FAILED").set(RUN_BATCHES.ERROR, error).setNull(RUN_BATCHES.JOB_ID).where(is(batch)).execute();
      Runs.mustBeOurs(db, run);
    });
  }

  /** Two halves in its place, of the ids that have not come yet. */
  List<Batch> halve(Run run, Batch batch, List<String> ids) {
    int middle = ids.size() / 2;
    var first = new Batch(batch.run(), batch.round(), batch.firstId(), ids.get(middle - 1), batch.asked() - (ids.size() - middle), null);
    var second = new Batch(batch.run(), batch.round(), ids.get(middle), batch.lastId(), ids.size() - middle, null);
    database.runAsWorker(db -> {
      // What came before belongs to the first half, which keeps the row.
      db.update(RUN_BATCHES)
          .set(RUN_BATCHES.LAST_ID, first.lastId()).set(RUN_BATCHES.ASKED, first.asked()).setNull(RUN_BATCHES.JOB_ID)
          .set(RUN_BATCHES.LEFT_IDS, ids.subList(0, middle).toArray(String[]::new))
          .where(is(batch)).execute();
      db.insertInto(RUN_BATCHES)
          .set(RUN_BATCHES.TENANT, batch.run().tenant()).set(RUN_BATCHES.RUN_ID, batch.run().id()).set(RUN_BATCHES.ROUND, batch.round())
          .set(RUN_BATCHES.FIRST_ID, second.firstId()).set(RUN_BATCHES.LAST_ID, second.lastId()).set(RUN_BATCHES.ASKED, second.asked())
          .set(RUN_BATCHES.LEFT_IDS, ids.subList(middle, ids.size()).toArray(String[]::new))
          .execute();
      Runs.mustBeOurs(db, run);
    });
    return List.of(first, second);
  }

  private static Batch batch(RunBatchesRecord row) {
    return new Batch(new RunKey(row.getTenant(), row.getRunId()), row.getRound(), row.getFirstId(), row.getLastId(), row.getAsked(), row.getJobId());
  }

  private static Condition is(Batch batch) {
    return RUN_BATCHES.TENANT.eq(batch.run().tenant()).and(RUN_BATCHES.RUN_ID.eq(batch.run().id()))
        .and(RUN_BATCHES.ROUND.eq(batch.round())).and(RUN_BATCHES.FIRST_ID.eq(batch.firstId()));
  }
}
