package io.tributary.channels.trigger;

import io.tributary.channels.LearnedForm;
import io.tributary.channels.Priority;
import io.tributary.channels.RecordKey;
import io.tributary.channels.SyncRun;
import io.tributary.channels.job.OpenJobs;
import io.tributary.service.database.Database;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Keeps the forms that pages showed, and asks for a sync of every record that holds such an identifier without knowing the form. That sync
 * does not wait for the cooldown: it completes the one that has just run, and a form is new only once.
 */
public final class LearnForms {

  /** More ways to write one address than people find; whoever makes up more is not looking for his mail. */
  private static final int MOST_FORMS = 50;

  private static final int REMEMBERED = 20_000;

  private record Known(String tenant, LearnedForm form) {}

  private final Database database;
  private final Set<Known> known = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Known, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }));

  public LearnForms(Database database) {
    this.database = database;
  }

  public void from(SyncRun run) {
    var tenant = run.key().tenant();
    var unseen = new TreeSet<LearnedForm>();
    for (var form : run.learned()) {
      if (!known.contains(new Known(tenant, form))) {
        unseen.add(form);
      }
    }
    if (!unseen.isEmpty()) {
      database.runAsWorker(db -> learn(db, tenant, unseen));
      unseen.forEach(form -> known.add(new Known(tenant, form)));
    }
  }

  private static void learn(DSLContext db, String tenant, Collection<LearnedForm> forms) {
    var holders = new TreeSet<RecordKey>();
    for (var form : forms) {
      boolean isNew = db.execute(
              """
              insert into learned_forms (tenant, canonical, form)
              select ?, ?, ? where (select count(*) from learned_forms where tenant = ? and canonical = ?) < ?
              on conflict do nothing
              """,
              tenant, form.canonical(), form.form(), tenant, form.canonical(), MOST_FORMS)
          == 1;
      if (isNew) {
        holders.addAll(holdersUnawareOf(db, tenant, form));
      }
    }
    holders.forEach(holder -> db.execute(
        """
        update sync_state
        set wanted = wanted + 1, wanted_at = case when wanted > taken then wanted_at else clock_timestamp() end, not_before = '1970-01-01 00:00:00+00', retry_at = '1970-01-01 00:00:00+00', attempts = 0, attempting_since = null,
            reason = 'RESYNC', traceparent = null,
            priority = case when wanted > done then least(priority, ?) else ? end
        where tenant = ? and record_id = ?
        """,
        Priority.GAP_REPAIR.rank(), Priority.GAP_REPAIR.rank(), holder.tenant(), holder.record()));
    new OpenJobs(holders).run(db);
  }

  private static Collection<RecordKey> holdersUnawareOf(DSLContext db, String tenant, LearnedForm form) {
    return db.resultQuery(
            """
            select s.record_id
            from sync_state s
            cross join lateral jsonb_array_elements(s.identifiers) held
            where s.tenant = ?
              and s.identifiers @> jsonb_build_array(jsonb_build_object('canonical', ?::text))
              and held ->> 'canonical' = ?
              and not exists (select from jsonb_array_elements_text(held -> 'searchForms') known(form) where lower(known.form) = lower(?))
            """,
            tenant, form.canonical(), form.canonical(), form.form())
        .fetch(row -> new RecordKey(tenant, row.get(0, Long.class)));
  }
}
