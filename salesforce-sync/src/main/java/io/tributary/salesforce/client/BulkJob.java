package io.tributary.salesforce.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A query job of Bulk 2.0.
 *
 * @param rows found, when it is complete; -1 where Salesforce does not say
 * @param millis that Salesforce worked on it; 0 where it does not say
 * @param error why it failed, where Salesforce says so
 */
public record BulkJob(String id, State state, long rows, long millis, @Nullable String error) {

  /** Salesforce's own states; one that is not known is waited on. */
  public enum State { WAITING, COMPLETE, FAILED, ABORTED }

  static BulkJob of(JsonNode json) {
    var state = switch (json.path("state").asString("")) {
      case "JobComplete" -> State.COMPLETE;
      case "Failed" -> State.FAILED;
      case "Aborted" -> State.ABORTED;
      default -> State.WAITING;
    };
    return new BulkJob(json.path("id").asString(), state, json.path("numberRecordsProcessed").asLong(-1),
        json.path("totalProcessingTime").asLong(0), json.path("errorMessage").asString(null));
  }
}
