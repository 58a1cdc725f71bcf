package io.tributary.simulators.unipile;

import io.tributary.simulators.server.Request;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of an account's relations: their cursor counts, and the account stands beside it. */
final class RelationPages {

  private static final int MOST = 1000;
  private static final Set<String> BESIDE_CURSOR = Set.of("cursor", "limit", "account_id");

  private record Cursor(int limit, @Nullable Integer startIndex) {}

  static <T> ListJson page(Request request, List<T> all, Function<T, ?> json) {
    var parameters = new Parameters(request);
    var cursor = parameters.text("cursor");
    if (cursor != null && !BESIDE_CURSOR.containsAll(request.query().keySet())) {
      throw Errors.invalid("Only limit and account_id may stand beside a cursor.");
    }
    var from = cursor == null ? new Cursor(Parameters.DEFAULT_LIMIT, 0) : Json.position(cursor, Cursor.class);
    if (from.startIndex() == null || from.startIndex() < 0) {
      throw Errors.foreignCursor();
    }
    int limit = parameters.limit(from.limit(), MOST);
    int start = Math.min(from.startIndex(), all.size());
    int end = Math.min(all.size(), start + limit);
    var next = end < all.size() ? Json.cursor(new Cursor(limit, end)) : null;
    return new ListJson("UserRelationsList", all.subList(start, end).stream().map(json).toList(), next);
  }

  private RelationPages() {}
}
