package io.tributary.channels.walk;

import static io.tributary.channels.jooq.Tables.PROGRESS;
import static io.tributary.channels.jooq.Tables.WALKS;
import static java.time.ZoneOffset.UTC;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;

import io.tributary.channels.SyncRun;
import io.tributary.channels.job.JobProgress;
import io.tributary.service.database.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Stores how far walks have come. A walk of one page is stored with the run's other walks when the run ends, to keep most runs at three
 * small transactions; a longer one after every page, so that whoever takes over continues it. Neither is fenced by the lease: what they
 * say was acknowledged is true whoever says it, and a late cursor costs a page read twice.
 */
public final class Walks {

  private record Step(CompletedWalk walk, String form) {}

  private final Database database;

  public Walks(Database database) {
    this.database = database;
  }

  public Walk store(Walk walk, SyncRun run) {
    switch (walk) {
      case OpenWalk open when open.cursor() != null -> database.runAsWorker(db -> {
        storeCursor(db, open);
        new JobProgress(run).store(db);
      });
      case OpenWalk _ -> {}
      case CompletedWalk completed when completed.wasStored() -> database.runAsWorker(db -> storeCompleted(db, List.of(completed)));
      case CompletedWalk completed -> run.completed().add(completed);
    }
    return walk;
  }

  /** Stores the run's walks that ended on their first page. */
  public void storeCompleted(SyncRun run) {
    if (!run.completed().isEmpty()) {
      database.runAsWorker(db -> storeCompleted(db, run.completed()));
      run.completed().clear();
    }
  }

  private static void storeCursor(DSLContext db, OpenWalk walk) {
    db.insertInto(WALKS)
        .set(WALKS.TENANT, walk.account().tenant())
        .set(WALKS.ACCOUNT, walk.account().id())
        .set(WALKS.FORMS_HASH, FormsHash.of(walk.forms()))
        .set(WALKS.WALK_FROM, at(walk.from()))
        .set(WALKS.KNOWN_UNTIL, at(walk.knownUntil()))
        .set(WALKS.STARTED_AT, walk.startedAt().atOffset(UTC))
        .set(WALKS.NEWEST, at(walk.newest()))
        .set(WALKS.CURSOR, walk.cursor())
        .set(WALKS.PAGES, walk.pages())
        .onConflict(WALKS.TENANT, WALKS.ACCOUNT, WALKS.FORMS_HASH)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  private static void storeCompleted(DSLContext db, List<CompletedWalk> walks) {
    var steps = new ArrayList<Step>();
    walks.forEach(walk -> walk.forms().forEach(form -> steps.add(new Step(walk, form))));
    steps.sort(Comparator.comparing((Step step) -> step.walk().account().id()).thenComparing(Step::form));
    var insert = db.insertInto(
        PROGRESS, PROGRESS.TENANT, PROGRESS.ACCOUNT, PROGRESS.FORM, PROGRESS.COMPLETE_UNTIL, PROGRESS.COMPLETED_AT, PROGRESS.FULL_AT);
    for (var step : steps) {
      var walk = step.walk();
      var started = walk.startedAt().atOffset(UTC);
      // A walk that was not full keeps the time of the last full one: its row exists, and the update below leaves it alone.
      insert = insert.values(
          walk.account().tenant(),
          walk.account().id(),
          step.form(),
          at(walk.completeUntil()),
          started,
          walk.full() ? started : Instant.EPOCH.atOffset(UTC));
    }
    insert.onConflict(PROGRESS.TENANT, PROGRESS.ACCOUNT, PROGRESS.FORM)
        .doUpdate()
        .set(PROGRESS.COMPLETE_UNTIL, latest(PROGRESS.COMPLETE_UNTIL))
        .set(PROGRESS.COMPLETED_AT, latest(PROGRESS.COMPLETED_AT))
        .set(PROGRESS.FULL_AT, latest(PROGRESS.FULL_AT))
        .execute();
    for (var walk : walks) {
      if (walk.wasStored()) {
        db.deleteFrom(WALKS)
            .where(WALKS.TENANT.eq(walk.account().tenant()))
            .and(WALKS.ACCOUNT.eq(walk.account().id()))
            .and(WALKS.FORMS_HASH.eq(FormsHash.of(walk.forms())))
            .execute();
      }
    }
  }

  /** PostgreSQL's greatest leaves nulls out. */
  private static Field<OffsetDateTime> latest(Field<OffsetDateTime> field) {
    return greatest(field, excluded(field));
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(UTC);
  }
}
