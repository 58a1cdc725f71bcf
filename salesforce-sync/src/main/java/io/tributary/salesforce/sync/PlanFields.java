package io.tributary.salesforce.sync;

import static io.tributary.salesforce.jooq.Tables.DESCRIBED_FIELDS;

import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.connection.TenantOptions;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.mapping.Description;
import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.Runs;
import io.tributary.service.database.Database;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Asks the organisation which fields contacts have, notes what changed since the last time, and decides which are read. */
public final class PlanFields {

  private static final Pattern QUOTED_NAME = Pattern.compile("'(\\w+)'");

  private final Database database;
  private final Runs runs;
  private final JsonMapper json;
  private final boolean extra;

  /** @param extra whether custom fields without a column are kept too */
  public PlanFields(Database database, Runs runs, JsonMapper json, boolean extra) {
    this.database = database;
    this.runs = runs;
    this.json = json;
    this.extra = extra;
  }

  FieldPlan plan(Run run, Salesforce org, TenantOptions options) {
    var described = Description.of(org.describe("Contact"));
    runs.note(run, changes(run, described));
    var plan = FieldPlan.of(described, options, extra);
    runs.note(run, plan.notices());
    return plan;
  }

  /** The organisation refused a field in mid-run: described anew, and without it. */
  FieldPlan planWithout(Run run, Salesforce org, TenantOptions options, FieldPlan before, String refusal) {
    var now = plan(run, org, options);
    if (!now.names().equals(before.names())) {
      return now;
    }
    var names = QUOTED_NAME.matcher(refusal).results().map(found -> found.group(1)).filter(now.names()::contains).toList();
    if (names.isEmpty()) {
      throw new SalesforceFailed(SalesforceFailure.REFUSED, refusal);
    }
    var without = now.without(names);
    runs.note(run, without.notices());
    return without;
  }

  private List<String> changes(Run run, Description now) {
    return database.asWorker(db -> {
      var before = db.fetchOptional(DESCRIBED_FIELDS, DESCRIBED_FIELDS.TENANT.eq(run.tenant()));
      if (before.isPresent() && before.get().getHash().equals(now.hash())) {
        return List.<String>of();
      }
      var fields = JSONB.valueOf(json.writeValueAsString(now.forms()));
      db.insertInto(DESCRIBED_FIELDS)
          .set(DESCRIBED_FIELDS.TENANT, run.tenant()).set(DESCRIBED_FIELDS.HASH, now.hash()).set(DESCRIBED_FIELDS.FIELDS, fields)
          .onConflict(DESCRIBED_FIELDS.TENANT)
          .doUpdate().set(DESCRIBED_FIELDS.HASH, now.hash()).set(DESCRIBED_FIELDS.FIELDS, fields)
          .execute();
      Map<String, String> held = before.isPresent() ? json.readValue(before.get().getFields().data(), new TypeReference<>() {}) : now.forms();
      return now.changesSince(held);
    });
  }
}
