package io.tributary.simulators.salesforce.http;

import java.time.Duration;

/**
 * How the organisation is set up and how it behaves; all of it can be changed while it runs.
 *
 * @param tokenLife after which a token is refused
 * @param sharedActivities whether there is {@code TaskWhoRelation} and {@code EventWhoRelation}
 * @param viewAllData whether the user may read relations to activities without a filter
 * @param pollsInProgress how often a job is seen {@code InProgress} before it is complete
 * @param jobTime how long a job takes at least
 * @param resultRows most rows of a page of results, where the caller does not say; fewer where they are wide
 * @param emptyBodyForNoRows whether a job without rows gives nothing, instead of the header alone
 * @param dailyApiRequests calls that the organisation has in 24 hours
 * @param dailyQueryJobs query jobs that it has in 24 hours
 */
public record Behaviour(
    Duration tokenLife, boolean sharedActivities, boolean viewAllData, int pollsInProgress, Duration jobTime, int resultRows,
    boolean emptyBodyForNoRows, long dailyApiRequests, long dailyQueryJobs) {

  public Behaviour {
    if (resultRows < 1 || pollsInProgress < 0 || jobTime.isNegative() || dailyApiRequests < 0 || dailyQueryJobs < 0) {
      throw new IllegalArgumentException("A page has a row at least, and nothing is negative.");
    }
  }

  public static Behaviour standard() {
    return new Behaviour(Duration.ofHours(2), true, true, 1, Duration.ZERO, 1_000_000, false, 100_000, 10_000);
  }

  public Behaviour withTokenLife(Duration tokenLife) {
    return new Behaviour(
        tokenLife, sharedActivities, viewAllData, pollsInProgress, jobTime, resultRows, emptyBodyForNoRows, dailyApiRequests, dailyQueryJobs);
  }

  public Behaviour withSharedActivities(boolean sharedActivities) {
    return new Behaviour(
        tokenLife, sharedActivities, viewAllData, pollsInProgress, jobTime, resultRows, emptyBodyForNoRows, dailyApiRequests, dailyQueryJobs);
  }

  public Behaviour withViewAllData(boolean viewAllData) {
    return new Behaviour(
        tokenLife, sharedActivities, viewAllData, pollsInProgress, jobTime, resultRows, emptyBodyForNoRows, dailyApiRequests, dailyQueryJobs);
  }

  public Behaviour withJobs(int pollsInProgress, Duration jobTime) {
    return new Behaviour(
        tokenLife, sharedActivities, viewAllData, pollsInProgress, jobTime, resultRows, emptyBodyForNoRows, dailyApiRequests, dailyQueryJobs);
  }

  public Behaviour withResultRows(int resultRows) {
    return new Behaviour(
        tokenLife, sharedActivities, viewAllData, pollsInProgress, jobTime, resultRows, emptyBodyForNoRows, dailyApiRequests, dailyQueryJobs);
  }

  public Behaviour withEmptyBodyForNoRows(boolean emptyBodyForNoRows) {
    return new Behaviour(
        tokenLife, sharedActivities, viewAllData, pollsInProgress, jobTime, resultRows, emptyBodyForNoRows, dailyApiRequests, dailyQueryJobs);
  }

  public Behaviour withDaily(long dailyApiRequests, long dailyQueryJobs) {
    return new Behaviour(
        tokenLife, sharedActivities, viewAllData, pollsInProgress, jobTime, resultRows, emptyBodyForNoRows, dailyApiRequests, dailyQueryJobs);
  }
}
