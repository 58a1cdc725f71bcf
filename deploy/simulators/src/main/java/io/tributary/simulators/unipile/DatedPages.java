package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Position;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

/** Pages of lists that begin with the newest. */
final class DatedPages {

  /** @param newestFirst all that stands behind the query's start, or more */
  static <T> ListJson page(String object, DatedQuery query, Stream<T> newestFirst, Function<T, Position> position, Function<T, ?> json) {
    var start = query.start();
    var end = query.end();
    var found = newestFirst
        .filter(item -> position.apply(item).compareTo(start) > 0)
        .takeWhile(item -> position.apply(item).at().isAfter(end))
        .limit(query.limit() + 1L)
        .toList();
    if (found.size() <= query.limit()) {
      return new ListJson(object, found.stream().map(json).toList(), null);
    }
    var page = found.subList(0, query.limit());
    var last = position.apply(page.getLast());
    var next = query.with(query.limit(), new DatedQuery.Last(dateTime(last.at()), last.id()));
    return new ListJson(object, page.stream().map(json).toList(), Json.cursor(next));
  }

  static String dateTime(Instant instant) {
    return EmailView.dateTime(instant);
  }

  private DatedPages() {}
}
