package io.tributary.salesforce.client;

import tools.jackson.databind.JsonNode;

/** What the organisation may still do within its rolling 24 hours. */
public record Limits(Limit calls, Limit jobs) {

  /** Where the user may not read them. */
  public static final Limits UNKNOWN = new Limits(new Limit(-1, -1), new Limit(-1, -1));

  /** @param max -1 where Salesforce does not say */
  public record Limit(long max, long remaining) {

    static Limit of(JsonNode json) {
      return new Limit(json.path("Max").asLong(-1), json.path("Remaining").asLong(-1));
    }

    public long used() {
      return max - remaining;
    }

    public boolean isKnown() {
      return max >= 0;
    }
  }

  static Limits of(JsonNode json) {
    return new Limits(Limit.of(json.path("DailyApiRequests")), Limit.of(json.path("DailyBulkV2QueryJobs")));
  }
}
