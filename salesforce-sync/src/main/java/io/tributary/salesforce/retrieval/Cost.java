package io.tributary.salesforce.retrieval;

import io.tributary.salesforce.client.CallBudget.Shares;
import io.tributary.salesforce.client.CallBudget;
import io.tributary.salesforce.client.Limits;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.runs.Via;

/**
 * What retrieving costs.
 *
 * @param calls about so many: a job is made, looked at twice, and read
 * @param jobs of Bulk
 */
public record Cost(long calls, long jobs) {

  private static final int CALLS_A_JOB = 4;

  public static Cost of(Via via, long batches) {
    return via == Via.COLLECTIONS ? new Cost(batches, 0) : new Cost(CALLS_A_JOB * batches, batches);
  }

  /** @throws SalesforceFailed with LIMIT if the budget or the organisation's jobs do not suffice */
  void mustBeAffordable(CallBudget budget, Limits limits) {
    budget.mustHave(calls);
    var day = limits.jobs();
    if (jobs > 0 && day.isKnown() && jobs > left(day, budget.shares())) {
      throw new SalesforceFailed(SalesforceFailure.LIMIT, (
          "%d Bulk jobs are needed and %d of the organisation's %d a day may be used. Use a larger SALESFORCE_BATCH_SIZE, or resume later.")
              .formatted(jobs, Math.max(0, left(day, budget.shares())), day.max()));
    }
  }

  private static long left(Limits.Limit day, Shares shares) {
    return Math.min(day.max() * shares.runPercent() / 100, day.max() * shares.totalPercent() / 100 - day.used());
  }
}
