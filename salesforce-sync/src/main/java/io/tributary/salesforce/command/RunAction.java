package io.tributary.salesforce.command;

import io.tributary.salesforce.connection.OrgSettings;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.runs.RunKind;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Does what the command line asks for, and prints what came of it. */
@Component
@Lazy
final class RunAction {

  static final int LIMITED = 3;

  private final CheckSetup check;
  private final CountContacts count;
  private final FollowRun follow;
  private final OrgSettings settings;
  private final JsonMapper json;

  RunAction(CheckSetup check, CountContacts count, FollowRun follow, OrgSettings settings, JsonMapper json) {
    this.check = check;
    this.count = count;
    this.follow = follow;
    this.settings = settings;
    this.json = json;
  }

  /** @return exit code */
  int run(Options options) {
    var tenant = options.tenant == null ? settings.tenant() : options.tenant;
    if (tenant.isBlank()) {
      System.err.println("Whose organisation? Give --tenant, or set SALESFORCE_TENANT.");
      return 2;
    }
    try {
      return act(options, tenant);
    } catch (SalesforceFailed e) {
      System.err.println(e.getMessage());
      return e.failure() == SalesforceFailure.LIMIT ? LIMITED : 1;
    }
  }

  private int act(Options options, String tenant) {
    var action = options.action;
    if (action.test) {
      var findings = check.check(tenant);
      print(options, findings, PrintResult.of(findings));
      return findings.stream().allMatch(CheckSetup.Finding::fine) ? 0 : 1;
    }
    if (action.count) {
      var counted = count.count(tenant);
      print(options, counted, PrintResult.of(counted));
      return 0;
    }
    var run = follow.follow(tenant, action.full ? RunKind.FULL : RunKind.INCREMENTAL, action.incremental, options.via, options.fresh);
    print(options, run, PrintResult.of(run));
    return switch (run.status()) {
      case SUCCESS -> 0;
      case RATE_LIMITED -> LIMITED;
      case INTERRUPTED -> Stop.isAsked() ? Stop.EXIT_CODE : 1;
      case QUEUED, RUNNING, PARTIAL, FAILED -> 1;
    };
  }

  private void print(Options options, Object result, String text) {
    System.out.println(options.json ? json.writeValueAsString(result) : text);
  }
}
