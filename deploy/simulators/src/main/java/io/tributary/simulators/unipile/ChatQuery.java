package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.server.Request;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filters of lists of chats.
 *
 * @param accountIds null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatQuery(
    @JsonProperty("account_id") @Nullable List<String> accountIds,
    @JsonProperty("account_type") @Nullable String accountType,
    @Nullable String before,
    @Nullable String after,
    @Nullable Boolean unread,
    int limit,
    @Nullable Last cursor)
    implements DatedQuery {

  private static final Set<String> ACCOUNT_TYPES =
      Set.of("WHATSAPP", "LINKEDIN", "SLACK", "TWITTER", "MESSENGER", "INSTAGRAM", "TELEGRAM");

  static ChatQuery of(Request request) {
    var parameters = new Parameters(request);
    var cursor = parameters.cursor();
    if (cursor != null) {
      var query = Json.position(cursor, ChatQuery.class);
      return query.with(parameters.limit(query.limit()), Parameters.known(query.cursor()));
    }
    return new ChatQuery(
        parameters.list("account_id"), parameters.oneOf("account_type", ACCOUNT_TYPES), parameters.dateTime("before"),
        parameters.dateTime("after"), parameters.flag("unread"), parameters.limit(Parameters.DEFAULT_LIMIT), null);
  }

  @Override
  public ChatQuery with(int limit, @Nullable Last last) {
    return new ChatQuery(accountIds, accountType, before, after, unread, limit, last);
  }

  boolean wants(String accountId) {
    return accountIds == null || accountIds.contains(accountId);
  }
}
