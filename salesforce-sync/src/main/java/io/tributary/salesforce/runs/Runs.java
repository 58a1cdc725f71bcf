package io.tributary.salesforce.runs;

import static io.tributary.salesforce.jooq.Tables.RUNS;
import static org.jooq.impl.DSL.noCondition;

import io.tributary.salesforce.jooq.tables.records.RunsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.json.JsonMapper;

/** The runs of all tenants. At most one of a tenant is under way; who works on it has it for a lease, by the database's clock. */
public final class Runs {

  private static final Field<OffsetDateTime> NOW = DSL.field("clock_timestamp()", OffsetDateTime.class);
  private static final List<String> UNDER_WAY = List.of("RUNNING", "INTERRUPTED", "RATE_LIMITED");

  private final Database database;
  private final RowsToTopic<RunsRecord, ?> events;
  private final JsonMapper json;
  private final Duration lease;

  /** @param lease how long a process may show no life before another takes its run */
  public Runs(Database database, RowsToTopic<RunsRecord, ?> events, JsonMapper json, Duration lease) {
    this.database = database;
    this.events = events;
    this.json = json;
    this.lease = lease;
  }

  /** Writes down a run that is wanted; nobody works on it yet. */
  public RunKey request(NewRun wanted) {
    var key = new RunKey(wanted.tenant(), UUID.randomUUID());
    var since = wanted.since();
    database.runAsWorker(db -> db.insertInto(RUNS)
        .set(RUNS.TENANT, key.tenant())
        .set(RUNS.RUN_ID, key.id())
        .set(RUNS.KIND, wanted.kind().name())
        .set(RUNS.VIA, wanted.via().name())
        .set(RUNS.REQUESTED_BY, wanted.requestedBy())
        .set(RUNS.STATUS, RunStatus.QUEUED.name())
        .set(RUNS.PUBLISHED_VERSION, 1L) // nothing to tell before it begins
        .set(RUNS.WINDOW_FROM, since == null ? null : Instant.now().minus(since).atOffset(ZoneOffset.UTC))
        .execute());
    return key;
  }

  /** The tenant's run that is under way or was stopped on the way. */
  public Optional<RunsRecord> underWay(String tenant) {
    return database.asWorker(db -> db.fetchOptional(RUNS, RUNS.TENANT.eq(tenant).and(RUNS.STATUS.in(UNDER_WAY))));
  }

  /** Will not be gone on with. A run that a process works on ends when that process finds out. */
  public void giveUp(RunKey key) {
    database.runAsWorker(db -> db.update(RUNS)
        .set(RUNS.STATUS, RunStatus.FAILED.name())
        .set(RUNS.ERROR, "Given up for another run.")
        .set(RUNS.FINISHED_AT, NOW)
        .set(RUNS.VERSION, RUNS.VERSION.plus(1))
        .where(is(key)).and(RUNS.STATUS.in("QUEUED", "RUNNING", "INTERRUPTED", "RATE_LIMITED")).execute());
    events.poke();
  }

  /** Runs that nobody works on though they could go on: the oldest that wait, and those that were left behind. */
  public List<RunKey> workable() {
    return database.asWorker(db -> db.selectFrom(RUNS)
        .where(RUNS.LEASE_UNTIL.lt(NOW)).and(RUNS.STATUS.in(UNDER_WAY)
            .or(RUNS.STATUS.eq(RunStatus.QUEUED.name()).and(DSL.notExists(DSL.selectOne().from(RUNS.as("other"))
                .where(RUNS.as("other").TENANT.eq(RUNS.TENANT)).and(RUNS.as("other").STATUS.in(UNDER_WAY))))))
        .orderBy(RUNS.REQUESTED_AT)
        .fetch(row -> new RunKey(row.getTenant(), row.getRunId())));
  }

  public Optional<RunsRecord> find(RunKey key) {
    return database.inTenant(key.tenant(), db -> db.fetchOptional(RUNS, RUNS.TENANT.eq(key.tenant()).and(RUNS.RUN_ID.eq(key.id()))));
  }

  /** The latest, the newest first. */
  public List<RunsRecord> latest(String tenant, int limit) {
    return database.inTenant(tenant,
        db -> db.selectFrom(RUNS).where(RUNS.TENANT.eq(tenant)).orderBy(RUNS.REQUESTED_AT.desc()).limit(limit).fetch());
  }

  /**
   * Takes the run to work on it, from its beginning or from where it was left.
   *
   * @param stopped whether to take it too where a person or a limit stopped it and its time has not come
   * @return empty if it is at its end, another process works on it, or another run of the tenant is under way
   */
  public Optional<Run> take(RunKey key, boolean stopped) {
    Condition free = RUNS.STATUS.eq(RunStatus.QUEUED.name())
        .or(RUNS.STATUS.in(UNDER_WAY).and(RUNS.LEASE_UNTIL.lt(NOW)))
        .or(stopped ? RUNS.STATUS.in("INTERRUPTED", "RATE_LIMITED") : noCondition().not());
    try {
      var run = database.asWorker(db -> db.update(RUNS)
          .set(RUNS.STATUS, RunStatus.RUNNING.name())
          .set(RUNS.ATTEMPT, RUNS.ATTEMPT.plus(1))
          .set(RUNS.LEASE_UNTIL, in(lease))
          .set(RUNS.STARTED_AT, DSL.coalesce(RUNS.STARTED_AT, NOW))
          .set(RUNS.ERROR, (String) null)
          .set(RUNS.VERSION, RUNS.VERSION.plus(1))
          .where(is(key)).and(free)
          .returning()
          .fetchOptional(Runs::run));
      run.ifPresent(_ -> events.poke());
      return run;
    } catch (DuplicateKeyException _) {
      return Optional.empty();
    }
  }

  /**
   * Shows life, and keeps how many calls were made.
   *
   * @throws RunTakenOver if another process has the run
   */
  public void renew(Run run, long calls) {
    database.runAsWorker(db -> mustBeOurs(run, db.update(RUNS)
        .set(RUNS.LEASE_UNTIL, in(lease)).set(RUNS.CALLS, calls)
        .where(isOurs(run)).execute()));
  }

  /** @throws RunTakenOver if another process has the run; the transaction must not be committed then */
  public static void mustBeOurs(DSLContext db, Run run) {
    mustBeOurs(run, db.selectOne().from(RUNS).where(isOurs(run)).forShare().fetch().size());
  }

  public void enter(DSLContext db, Run run, Phase phase, int round) {
    mustBeOurs(run, db.update(RUNS).set(RUNS.PHASE, phase.name()).set(RUNS.ROUND, round).where(isOurs(run)).execute());
  }

  public boolean hasWindow(Run run) {
    return database.asWorker(db -> db.fetchExists(RUNS, isOurs(run).and(RUNS.WINDOW_TO.isNotNull())));
  }

  /** The run as it stands by now: in its phase and round. */
  public Run again(Run run) {
    return database.asWorker(db -> db.fetchOptional(RUNS, isOurs(run)).map(Runs::run)).orElseThrow(() -> new RunTakenOver(run.key()));
  }

  /** @param until what changed before is seen by this run */
  public void window(Run run, @Nullable Instant from, Instant until) {
    database.runAsWorker(db -> mustBeOurs(run, db.update(RUNS)
        .set(RUNS.KIND, run.kind().name())
        .set(RUNS.WINDOW_FROM, from == null ? null : from.atOffset(ZoneOffset.UTC))
        .set(RUNS.WINDOW_TO, until.atOffset(ZoneOffset.UTC))
        .where(isOurs(run)).execute()));
  }

  /** Lines that a person should read with the report; each once. */
  public void note(Run run, List<String> lines) {
    if (!lines.isEmpty()) {
      database.runAsWorker(db -> db.execute("""
          update runs set notices = (select jsonb_agg(distinct line) from jsonb_array_elements(notices || ?::jsonb) as line)
          where tenant = ? and run_id = ? and attempt = ?""", json.writeValueAsString(lines), run.tenant(), run.key().id(), run.attempt()));
    }
  }

  /** When the run of that kind which ended last had seen everything; empty if there was none. */
  public Optional<Instant> seenUntil(String tenant, List<RunKind> kinds) {
    return database.asWorker(db -> db.select(DSL.max(RUNS.WINDOW_TO)).from(RUNS)
        .where(RUNS.TENANT.eq(tenant)).and(RUNS.STATUS.eq(RunStatus.SUCCESS.name())).and(RUNS.KIND.in(kinds.stream().map(RunKind::name).toList()))
        .fetchOptional(row -> row.value1()).map(OffsetDateTime::toInstant));
  }

  public Optional<Instant> requestedLast(String tenant, List<RunKind> kinds) {
    return database.asWorker(db -> db.select(DSL.max(RUNS.REQUESTED_AT)).from(RUNS)
        .where(RUNS.TENANT.eq(tenant)).and(RUNS.KIND.in(kinds.stream().map(RunKind::name).toList()))
        .fetchOptional(row -> row.value1()).map(OffsetDateTime::toInstant));
  }

  /** Stopped on the way; goes on by itself after a while. */
  public void stop(Run run, RunStatus status, String error, long calls, Duration pause) {
    end(run, status, error, calls, null, in(pause));
  }

  public void finish(Run run, RunStatus status, @Nullable String error, long calls, @Nullable RunResult result) {
    end(run, status, error, calls, result, NOW);
  }

  private void end(
      Run run, RunStatus status, @Nullable String error, long calls, @Nullable RunResult result, Field<OffsetDateTime> next) {
    database.runAsWorker(db -> {
      mustBeOurs(run, db.update(RUNS)
          .set(RUNS.STATUS, status.name())
          .set(RUNS.ERROR, error)
          .set(RUNS.CALLS, calls)
          .set(RUNS.RESULT, result == null ? RUNS.RESULT : DSL.val(JSONB.valueOf(json.writeValueAsString(result))))
          .set(RUNS.LEASE_UNTIL, next)
          .set(RUNS.FINISHED_AT, status.isOpen() ? DSL.castNull(OffsetDateTime.class) : NOW)
          .set(RUNS.VERSION, RUNS.VERSION.plus(1))
          .where(isOurs(run)).execute());
      events.poke();
    });
  }

  private static Run run(RunsRecord row) {
    var from = row.getWindowFrom();
    return new Run(new RunKey(row.getTenant(), row.getRunId()), RunKind.valueOf(row.getKind()), Via.valueOf(row.getVia()),
        Phase.valueOf(row.getPhase()), from == null ? null : from.toInstant(), row.getRound(), row.getCalls(), row.getAttempt());
  }

  private static void mustBeOurs(Run run, int rows) {
    if (rows != 1) {
      throw new RunTakenOver(run.key());
    }
  }

  private static Condition isOurs(Run run) {
    return is(run.key()).and(RUNS.ATTEMPT.eq(run.attempt())).and(RUNS.STATUS.eq(RunStatus.RUNNING.name()));
  }

  private static Condition is(RunKey key) {
    return RUNS.TENANT.eq(key.tenant()).and(RUNS.RUN_ID.eq(key.id()));
  }

  private static Field<OffsetDateTime> in(Duration time) {
    return DSL.field("clock_timestamp() + {0} * interval '1 millisecond'", OffsetDateTime.class, DSL.val(time.toMillis()));
  }
}
