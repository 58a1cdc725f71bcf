package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.chat.Position;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The filters of a list that begins with the newest; as JSON, together with the position, they are its cursor. */
interface DatedQuery {

  /** The last item of the page before. It need not exist any more. */
  record Last(@JsonProperty("last_date") String date, @JsonProperty("last_id") String id) {}

  @Nullable String before();

  @Nullable String after();

  int limit();

  @Nullable Last cursor();

  DatedQuery with(int limit, @Nullable Last last);

  /** Only what stands behind it is wanted. */
  @JsonIgnore
  default Position start() {
    var last = cursor();
    var behindCursor = last == null ? new Position(Instant.MAX, "") : new Position(instant(last.date()), last.id());
    var before = before() == null ? behindCursor : Position.behind(instant(before()));
    return behindCursor.compareTo(before) > 0 ? behindCursor : before;
  }

  /** Only what is newer is wanted. */
  @JsonIgnore
  default Instant end() {
    return after() == null ? Instant.MIN : instant(after());
  }

  private static Instant instant(@Nullable String dateTime) {
    try {
      return Instant.parse(dateTime == null ? "" : dateTime);
    } catch (DateTimeException _) {
      throw Errors.foreignCursor();
    }
  }
}
