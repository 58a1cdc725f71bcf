package io.tributary.simulators.unipile;

import io.tributary.simulators.server.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Query parameters, checked. An empty one counts as not given. */
record Parameters(Request request) {

  static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 250;
  private static final Pattern DATE_TIME = Pattern.compile("[1-2]\\d{3}-[0-1]\\d-[0-3]\\dT\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");

  @Nullable String text(String name) {
    var value = request.query().get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  String required(String name) {
    var value = text(name);
    if (value == null) {
      throw Errors.missing(name);
    }
    return value;
  }

  /** Separated by commas; null where it is not given. */
  @Nullable List<String> list(String name) {
    var value = text(name);
    return value == null ? null : Arrays.stream(value.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
  }

  @Nullable Boolean flag(String name) {
    var value = text(name);
    if (value == null) {
      return null;
    }
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw Errors.invalid("%s must be true or false.".formatted(name));
    };
  }

  @Nullable String dateTime(String name) {
    var value = text(name);
    if (value != null && !isDateTime(value)) {
      throw Errors.invalid("%s must be an ISO 8601 UTC datetime, YYYY-MM-DDTHH:MM:SS.sssZ.".formatted(name));
    }
    return value;
  }

  @Nullable String oneOf(String name, Set<String> allowed) {
    var value = text(name);
    if (value != null && !allowed.contains(value)) {
      throw Errors.invalid("%s must be one of %s.".formatted(name, String.join(", ", allowed)));
    }
    return value;
  }

  int limit(int otherwise) {
    return limit(otherwise, MOST);
  }

  int limit(int otherwise, int most) {
    var value = text("limit");
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
      throw Errors.invalid("limit must be an integer from 1 to %d.".formatted(most));
    }
    return Integer.parseInt(value);
  }

  /** The cursor of a following page; then nothing but limit may stand beside it. */
  @Nullable String cursor() {
    var cursor = text("cursor");
    if (cursor != null) {
      for (var name : request.query().keySet()) {
        if (!name.equals("cursor") && !name.equals("limit")) {
          throw Errors.invalid("%s cannot be combined with cursor: a cursor holds the filters of its first page.".formatted(name));
        }
      }
    }
    return cursor;
  }

  /** The position that a cursor must hold. */
  static DatedQuery.Last known(DatedQuery.@Nullable Last last) {
    if (last == null || (Object) last.date() == null || (Object) last.id() == null || !isDateTime(last.date())) {
      throw Errors.foreignCursor();
    }
    return last;
  }

  private static boolean isDateTime(String value) {
    try {
      Instant.parse(value);
      return DATE_TIME.matcher(value).matches();
    } catch (DateTimeException _) {
      return false;
    }
  }
}
