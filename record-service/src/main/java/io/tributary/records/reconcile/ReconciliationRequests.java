package io.tributary.records.reconcile;

import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Asks for reconciliations. A request that no one has begun with takes in the next of its kind. */
public final class ReconciliationRequests {

  private static final String ALL_TENANTS = "";

  private final Database database;
  private final Duration interval;

  /** @param interval between two scheduled reconciliations of everything; zero for none */
  public ReconciliationRequests(Database database, Duration interval) {
    this.database = database;
    this.interval = interval;
  }

  /**
   * Asks for all records of all tenants to be compared.
   *
   * @return the request's id
   */
  public long everything(ReconcileReason reason) {
    return database.asWorker(dsl -> dsl
        .fetchOptional(
            "select id from reconciliations where reason = ? and tenant = ? and started_at is null and finished_at is null limit 1",
            reason.name(), ALL_TENANTS)
        .or(() -> Optional.of(dsl.fetchSingle(
            "insert into reconciliations (tenant, reason) values (?, ?) returning id", ALL_TENANTS, reason.name())))
        .map(row -> row.get(0, Long.class)).orElseThrow());
  }

  /** Asks for a pipeline's records to be compared under its new rules; once a version of the rules. */
  public void rulesChanged(String tenant, long pipelineId, long rulesVersion) {
    database.runAsWorker(dsl -> {
      var joined = dsl.execute("""
          update reconciliations set rules_version = greatest(rules_version, ?)
          where tenant = ? and pipeline_id = ? and reason = 'RULES_CHANGED' and started_at is null and finished_at is null""",
          rulesVersion, tenant, pipelineId);
      if (joined == 0) {
        dsl.execute("""
            insert into reconciliations (tenant, pipeline_id, reason, rules_version)
            select ?, ?, 'RULES_CHANGED', ? where not exists (select from reconciliations
              where tenant = ? and pipeline_id = ? and reason = 'RULES_CHANGED' and rules_version >= ?)""",
            tenant, pipelineId, rulesVersion, tenant, pipelineId, rulesVersion);
      }
    });
  }

  /** Asks for everything where the last time is long enough ago. */
  void scheduleIfDue() {
    if (interval.isZero()) {
      return;
    }
    database.runAsWorker(dsl -> dsl.execute("""
        insert into reconciliations (tenant, reason) select ?, 'SCHEDULED' where not exists (
          select from reconciliations where tenant = ? and requested_at > clock_timestamp() - make_interval(secs => ?))""",
        ALL_TENANTS, ALL_TENANTS, (double) interval.toSeconds()));
  }

  /** The reason of an unfinished reconciliation that the service is not ready before. */
  public Optional<ReconcileReason> holdingUpReadiness() {
    var reasons = Arrays.stream(ReconcileReason.values()).filter(ReconcileReason::holdsUpReadiness).map(Enum::name).toArray(String[]::new);
    return database.asWorker(dsl -> dsl
        .fetchOptional("select reason from reconciliations where finished_at is null and reason = any(?) limit 1", (Object) reasons)
        .map(row -> ReconcileReason.valueOf(row.get(0, String.class))));
  }
}
