package io.tributary.participants.timeline;

import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts what was read for a page, one item more than asked for, into the page and the cursor of the next. */
final class Pages {

  static <T> Page<T> of(List<T> read, PageRequest request, Function<T, Object[]> position) {
    if (read.size() <= request.limit()) {
      return new Page<>(read, null);
    }
    var items = read.subList(0, request.limit());
    return new Page<>(items, CursorCodec.encode(position.apply(items.getLast())));
  }

  /** What a cursor of an id holds; null on the first page. */
  static @Nullable Long id(PageRequest request) {
    return request.cursor() == null ? null : number(CursorCodec.decode(request.cursor(), 1).getFirst());
  }

  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw notOurs();
    }
  }

  static OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw notOurs();
    }
  }

  private static Problem notOurs() {
    return Problem.invalid("cursor", "is not one that this list gave; leave it out to start at the first page");
  }

  private Pages() {}
}
