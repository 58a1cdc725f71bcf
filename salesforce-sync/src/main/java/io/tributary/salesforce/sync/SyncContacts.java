package io.tributary.salesforce.sync;

import io.tributary.salesforce.client.Limits;
import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.discovery.DiscoverContacts;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.mapping.RecordMapping;
import io.tributary.salesforce.retrieval.Arrivals;
import io.tributary.salesforce.retrieval.RetrieveContacts;
import io.tributary.salesforce.runs.Phase;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.RunResult;
import io.tributary.salesforce.runs.Runs;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: which contacts somebody works with (REST), those contacts (Bulk 2.0 or sObject Collections, straight into the table), and the
 * proof that all of them are accounted for. What changed goes to {@code record.upserts} meanwhile, rows to topics. Every step may be done
 * again, so that a run goes on where another process left it.
 */
public final class SyncContacts {

  private static final Logger LOG = LoggerFactory.getLogger(SyncContacts.class);
  private static final int MOST_LOST_FIELDS = 3;

  private final PlanFields planFields;
  private final OpenWindow openWindow;
  private final DiscoverContacts discover;
  private final RetrieveContacts retrieve;
  private final Arrivals arrivals;
  private final AccountForAll account;
  private final Runs runs;
  private final RecordMapping usualRecords;

  /** @param usualRecords of tenants that have not their own */
  public SyncContacts(
      PlanFields planFields, OpenWindow openWindow, DiscoverContacts discover, RetrieveContacts retrieve, Arrivals arrivals, AccountForAll account,
      Runs runs, RecordMapping usualRecords) {
    this.planFields = planFields;
    this.openWindow = openWindow;
    this.discover = discover;
    this.retrieve = retrieve;
    this.arrivals = arrivals;
    this.account = account;
    this.runs = runs;
    this.usualRecords = usualRecords;
  }

  /** @throws SalesforceFailed where the run cannot go on for now, or at all */
  public RunResult sync(Run taken, Connection connection, Salesforce org, RunProgress progress) {
    var limits = limits(taken, org);
    var plan = planFields.plan(taken, org, connection.options());
    var run = openWindow.open(taken, org);
    if (run.phase() == Phase.DISCOVER) {
      discover.discover(run, org, progress);
    }
    LOG.info("Run {}: who is asked for is known after {} s", run.key().id(), Math.round(progress.seconds()));
    try (var _ = arrivals.begin()) {
      var retrieved = retrieve(run, connection, org, plan, limits, progress);
      LOG.info("Run {}: all is stored after {} s", run.key().id(), Math.round(progress.seconds()));
      progress.finishing();
      return account.account(retrieved, org, progress);
    }
  }

  private Run retrieve(Run run, Connection connection, Salesforce org, FieldPlan plan, Limits limits, RunProgress progress) {
    var records = records(connection);
    var fields = plan;
    for (int lost = 0; ; lost++) {
      try {
        return retrieve.retrieve(runs.again(run), org, fields, records, limits, progress);
      } catch (SalesforceFailed e) {
        if (e.failure() != SalesforceFailure.UNKNOWN_FIELD || lost == MOST_LOST_FIELDS) {
          throw e;
        }
        fields = planFields.planWithout(run, org, connection.options(), fields, e.getMessage());
      }
    }
  }

  private RecordMapping records(Connection connection) {
    var own = connection.options();
    return new RecordMapping(
        own.pipeline() == null ? usualRecords.pipeline() : own.pipeline(),
        own.recordFields().isEmpty() ? usualRecords.fields() : own.recordFields());
  }

  private Limits limits(Run run, Salesforce org) {
    try {
      return org.limits();
    } catch (SalesforceFailed e) {
      if (e.failure() != SalesforceFailure.FORBIDDEN) {
        throw e;
      }
      runs.note(run, List.of("limits: they cannot be read (the user needs View Setup and Configuration); only the calls that answers tell of are respected"));
      return Limits.UNKNOWN;
    }
  }
}
