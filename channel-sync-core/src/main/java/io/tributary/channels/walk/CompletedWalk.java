package io.tributary.channels.walk;

import io.tributary.channels.ConnectedAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk whose last page was acknowledged.
 *
 * @param full true if it went over the whole history
 * @param completeUntil the newest item's date, or the walk's start where that is earlier (dates may lie in the future); null where it
 *     found nothing. Not simply the start: a message may reach the account later than its date says.
 */
public record CompletedWalk(
    ConnectedAccount account, List<String> forms, boolean full, Instant startedAt, @Nullable Instant completeUntil, int pages)
    implements Walk {

  /** True if it outlived a page, so that there is a row of it in {@code walks}. */
  boolean wasStored() {
    return pages > 1;
  }
}
