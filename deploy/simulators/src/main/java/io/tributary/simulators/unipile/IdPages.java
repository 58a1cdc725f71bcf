package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.server.Request;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of a short list whose cursor is the id of the last item. */
final class IdPages {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Cursor(@JsonProperty("account_id") @Nullable String accountId, int limit, @Nullable Position cursor) {}

  private record Position(@JsonProperty("last_id") @Nullable String lastId) {}

  /** @param items ordered by their ids */
  static <T> ListJson page(Request request, String object, List<T> items, Function<T, String> id, Function<T, ?> json) {
    return pageOfAccount(request, object, _ -> items, id, json);
  }

  /** @param items of an account, or of all if it is null, ordered by their ids */
  static <T> ListJson pageOfAccount(
      Request request, String object, Function<@Nullable String, List<T>> items, Function<T, String> id, Function<T, ?> json) {
    var parameters = new Parameters(request);
    var cursor = parameters.cursor();
    var from = cursor == null ? new Cursor(parameters.text("account_id"), Parameters.DEFAULT_LIMIT, null) : Json.position(cursor, Cursor.class);
    var lastId = from.cursor() == null ? null : from.cursor().lastId();
    if (cursor != null && lastId == null) {
      throw Errors.foreignCursor();
    }
    int limit = parameters.limit(from.limit());
    var rest = items.apply(from.accountId()).stream().filter(item -> lastId == null || id.apply(item).compareTo(lastId) > 0).toList();
    var page = rest.subList(0, Math.min(limit, rest.size()));
    var next = rest.size() > limit ? Json.cursor(new Cursor(from.accountId(), limit, new Position(id.apply(page.getLast())))) : null;
    return new ListJson(object, page.stream().map(json).toList(), next);
  }

  private IdPages() {}
}
