package io.tributary.salesforce.client;

import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls one run has made and may make. Others call the same organisation: what Salesforce says with each answer about all of them counts
 * too.
 */
public final class CallBudget {

  private static final Pattern USAGE = Pattern.compile("api-usage=(\\d+)/(\\d+)");
  private static final long UNLIMITED = Long.MAX_VALUE;

  private final Shares shares;
  private final AtomicLong made;
  private volatile long ofRun = UNLIMITED;
  private volatile long ofOrganisation = UNLIMITED;
  private volatile long usedByAll;

  /** @param before calls the run made in earlier attempts */
  public CallBudget(Shares shares, long before) {
    this.shares = shares;
    this.made = new AtomicLong(before);
  }

  /**
   * Counts a call that is about to be made.
   *
   * @throws SalesforceFailed with LIMIT instead, if it may not be made
   */
  void take() {
    if (usedByAll >= ofOrganisation) {
      throw new SalesforceFailed(SalesforceFailure.LIMIT, (
          "%d calls of the organisation's day are used: %d %% is the most this service may bring it to (SALESFORCE_QUOTA_TOTAL_PERCENT)."
              + " The run can be resumed later.").formatted(usedByAll, shares.totalPercent()));
    }
    if (made.get() >= ofRun) {
      throw new SalesforceFailed(SalesforceFailure.LIMIT, (
          "The run has made its %d calls: %d %% of the organisation's day (SALESFORCE_QUOTA_RUN_PERCENT). It can be resumed with a higher share.")
              .formatted(ofRun, shares.runPercent()));
    }
    made.incrementAndGet();
  }

  /** @throws SalesforceFailed with LIMIT if so many calls more are not left */
  public void mustHave(long calls) {
    var left = Math.min(ofRun - made.get(), ofOrganisation - usedByAll);
    if (calls > left) {
      throw new SalesforceFailed(SalesforceFailure.LIMIT, (
          "About %d calls more are needed and %d are left of what may be used (SALESFORCE_QUOTA_TOTAL_PERCENT %d, SALESFORCE_QUOTA_RUN_PERCENT %d)."
              + " Use a larger batch size, or resume later.").formatted(calls, Math.max(0, left), shares.totalPercent(), shares.runPercent()));
    }
  }

  /** The header {@code Sforce-Limit-Info}. */
  void learn(@Nullable String header) {
    if (header != null) {
      var usage = USAGE.matcher(header);
      if (usage.find()) {
        learn(Long.parseLong(usage.group(1)), Long.parseLong(usage.group(2)));
      }
    }
  }

  void learn(long used, long allowed) {
    usedByAll = used;
    ofOrganisation = allowed * shares.totalPercent() / 100;
    ofRun = Math.max(1, allowed * shares.runPercent() / 100);
  }

  public Shares shares() {
    return shares;
  }

  public long made() {
    return made.get();
  }

  /**
   * Shares of the organisation's daily limits, in percent.
   *
   * @param totalPercent how far all of the organisation's users together may be before a run stops, 1 to 100
   * @param runPercent what one run may use, 1 to 100
   */
  public record Shares(int totalPercent, int runPercent) {

    public Shares {
      if (totalPercent < 1 || totalPercent > 100 || runPercent < 1 || runPercent > 100) {
        throw new IllegalArgumentException("tributary.salesforce.quota: shares are 1 to 100 percent, not %d and %d".formatted(totalPercent, runPercent));
      }
    }
  }
}
