package io.tributary.connectors.poll;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static io.tributary.connectors.jooq.Tables.RUNS;
import static io.tributary.connectors.jooq.Tables.STREAMS;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.connection.ConnectionState;
import io.tributary.service.database.Database;
import io.tributary.events.PollStatus;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** A run's row, and what it means for its connection. */
final class Runs {

  private static final Field<OffsetDateTime> NOW = DSL.field("clock_timestamp()", OffsetDateTime.class);
  private static final Field<OffsetDateTime> LONG_AGO = DSL.field("timestamptz '1970-01-01 00:00:00+00'", OffsetDateTime.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final PollSettings settings;
  private final Runnable changed;

  /** @param changed called when there is something to publish */
  Runs(Database database, PollSettings settings, Runnable changed) {
    this.database = database;
    this.settings = settings;
    this.changed = changed;
  }

  Run begin(OpenConnection connection) {
    var key = connection.key();
    var id = UUID.randomUUID();
    database.runAsWorker(db -> {
      giveUpUnfinished(db, key);
      db.insertInto(RUNS)
          .set(RUNS.TENANT, key.tenant())
          .set(RUNS.RUN_ID, id)
          .set(RUNS.SOURCE, key.source().name())
          .set(RUNS.WORKSPACE, key.workspace())
          .set(RUNS.STATUS, PollStatus.RUNNING.name())
          .execute();
      db.update(CONNECTIONS).set(CONNECTIONS.LAST_RUN_AT, NOW).where(is(key)).execute();
    });
    changed.run();
    return new Run(id, connection);
  }

  RunReport end(Run run) {
    var report = run.report();
    database.runAsWorker(db -> {
      store(db, report);
      settle(db, report);
    });
    changed.run();
    return report;
  }

  /** One run a connection: what still says RUNNING died with its process. Its pages are kept, this run goes on behind them. */
  private static void giveUpUnfinished(DSLContext db, ConnectionKey key) {
    db.update(RUNS)
        .set(RUNS.STATUS, PollStatus.FAILED.name())
        .set(RUNS.ERROR, "The poller died; the next run went on where it was.")
        .set(RUNS.FINISHED_AT, NOW)
        .set(RUNS.VERSION, RUNS.VERSION.plus(1L))
        .where(RUNS.TENANT.eq(key.tenant())).and(RUNS.SOURCE.eq(key.source().name())).and(RUNS.WORKSPACE.eq(key.workspace()))
        .and(RUNS.STATUS.eq(PollStatus.RUNNING.name()))
        .execute();
  }

  private static void store(DSLContext db, RunReport report) {
    db.update(RUNS)
        .set(RUNS.STATUS, report.status().name())
        .set(RUNS.FETCHED, report.fetched())
        .set(RUNS.PUBLISHED, report.published())
        .set(RUNS.EXPECTED, report.expected())
        .set(RUNS.CALLS, report.calls())
        .set(RUNS.TRUNCATED, report.truncated())
        .set(RUNS.LAG_SECONDS, lag(db, report.key()))
        .set(RUNS.ERROR, report.error())
        .set(RUNS.STREAMS, JSONB.valueOf(JSON.writeValueAsString(report.streams().stream().map(StreamView::of).toList())))
        .set(RUNS.FINISHED_AT, NOW)
        .set(RUNS.VERSION, RUNS.VERSION.plus(1L))
        .where(RUNS.TENANT.eq(report.key().tenant())).and(RUNS.RUN_ID.eq(report.id()))
        .execute();
  }

  /** The age of the stalest stream's last full reading; unknown before all were read once. */
  static Field<Long> lag(DSLContext db, ConnectionKey key) {
    return DSL.field(db.select(DSL.field(
            "case when bool_and(read_until is not null) then extract(epoch from clock_timestamp() - min(read_until))::bigint end", Long.class))
        .from(STREAMS)
        .where(STREAMS.TENANT.eq(key.tenant())).and(STREAMS.SOURCE.eq(key.source().name())).and(STREAMS.WORKSPACE.eq(key.workspace())));
  }

  private void settle(DSLContext db, RunReport report) {
    switch (report.status()) {
      case SUCCESS, PARTIAL -> settle(db, report, ConnectionState.ACTIVE, 0, LONG_AGO);
      case RATE_LIMITED -> settle(db, report, ConnectionState.RATE_LIMITED, 1, wait(db, report));
      case FAILED, RUNNING, UNKNOWN -> settleFailed(db, report);
    }
  }

  private void settleFailed(DSLContext db, RunReport report) {
    if (report.failure() == PollFailure.ACCESS_DEAD) {
      settle(db, report, ConnectionState.NEEDS_REAUTH, 1, LONG_AGO);
    } else {
      boolean often = failures(db, report.key()) + 1 >= settings.failuresToError();
      settle(db, report, often ? ConnectionState.ERROR : ConnectionState.ACTIVE, 1, wait(db, report));
    }
  }

  private static void settle(DSLContext db, RunReport report, ConnectionState state, int failures, Field<OffsetDateTime> notBefore) {
    boolean succeeded = failures == 0;
    db.update(CONNECTIONS)
        .set(CONNECTIONS.FAILURES, succeeded ? DSL.val(0) : CONNECTIONS.FAILURES.plus(failures))
        .set(CONNECTIONS.NOT_BEFORE, notBefore)
        .set(CONNECTIONS.LAST_SUCCESS_AT, succeeded ? NOW : CONNECTIONS.LAST_SUCCESS_AT)
        .set(CONNECTIONS.STATE_REASON, report.error())
        .set(CONNECTIONS.VERSION, DSL.when(CONNECTIONS.STATE.ne(state.name()), CONNECTIONS.VERSION.plus(1L)).otherwise(CONNECTIONS.VERSION))
        .set(CONNECTIONS.STATE, state.name())
        .set(CONNECTIONS.CHANGED_AT, NOW)
        .where(is(report.key()))
        // A person who paused or removed it in mid-run has the last word.
        .and(CONNECTIONS.STATE.in(List.of("ACTIVE", "ERROR", "RATE_LIMITED")))
        .execute();
  }

  private Field<OffsetDateTime> wait(DSLContext db, RunReport report) {
    var asked = report.retryAfter() == null ? Duration.ZERO : report.retryAfter();
    var wait = settings.backoff(failures(db, report.key()) + 1, asked);
    return DSL.field("clock_timestamp() + {0} * interval '1 millisecond'", OffsetDateTime.class, DSL.val(wait.toMillis()));
  }

  private static int failures(DSLContext db, ConnectionKey key) {
    var failures = db.select(CONNECTIONS.FAILURES).from(CONNECTIONS).where(is(key)).fetchOne(CONNECTIONS.FAILURES);
    return failures == null ? 0 : failures;
  }

  private static Condition is(ConnectionKey key) {
    return CONNECTIONS.TENANT.eq(key.tenant()).and(CONNECTIONS.SOURCE.eq(key.source().name())).and(CONNECTIONS.WORKSPACE.eq(key.workspace()));
  }
}
