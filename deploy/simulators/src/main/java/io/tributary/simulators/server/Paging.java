package io.tributary.simulators.server;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an API leads from page to page.
 *
 * @param asked the cursor of a request; null of the first page's
 * @param lists what its lists are called
 * @param lead writes where a page leads to
 * @param first a cursor of the first page; null where there is none for all lists
 */
public record Paging(
    Function<Request, @Nullable String> asked, List<String> lists, BiConsumer<ObjectNode, String> lead, @Nullable String first) {

  /** {@code cursor} in the query and in the answer. */
  static Paging byCursor() {
    return new Paging(request -> request.query().get("cursor"), List.of("items"), (page, cursor) -> page.put("cursor", cursor), null);
  }
}
