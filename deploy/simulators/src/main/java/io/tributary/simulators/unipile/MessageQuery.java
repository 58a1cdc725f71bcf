package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.server.Request;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The filters of lists of messages.
 *
 * @param accountId null for all; the list of what one attendee wrote takes several, separated by commas
 * @param senderId the API's id of the attendee, or the network's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageQuery(
    @JsonProperty("account_id") @Nullable String accountId,
    @Nullable String before,
    @Nullable String after,
    @JsonProperty("sender_id") @Nullable String senderId,
    int limit,
    @Nullable Last cursor)
    implements DatedQuery {

  static MessageQuery of(Request request) {
    var parameters = new Parameters(request);
    var cursor = parameters.cursor();
    if (cursor != null) {
      var query = Json.position(cursor, MessageQuery.class);
      return query.with(parameters.limit(query.limit()), Parameters.known(query.cursor()));
    }
    return new MessageQuery(
        parameters.text("account_id"), parameters.dateTime("before"), parameters.dateTime("after"), parameters.text("sender_id"),
        parameters.limit(Parameters.DEFAULT_LIMIT), null);
  }

  @Override
  public MessageQuery with(int limit, @Nullable Last last) {
    return new MessageQuery(accountId, before, after, senderId, limit, last);
  }

  boolean wants(String account) {
    return accountId == null || Arrays.asList(accountId.split(",")).contains(account);
  }
}
