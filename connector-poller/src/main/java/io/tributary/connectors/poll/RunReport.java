package io.tributary.connectors.poll;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.events.PollStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a run went. */
public record RunReport(
    UUID id, ConnectionKey key, PollStatus status, List<StreamReport> streams, long calls, @Nullable PollFailure failure,
    @Nullable String error, @Nullable Duration retryAfter) {

  public long fetched() {
    return streams.stream().mapToLong(StreamReport::fetched).sum();
  }

  public long published() {
    return streams.stream().mapToLong(StreamReport::published).sum();
  }

  /** The sum of what the provider said there is; null where it never says. */
  public @Nullable Long expected() {
    var known = streams.stream().map(StreamReport::expected).filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : known.stream().mapToLong(Long::longValue).sum();
  }

  public boolean truncated() {
    return streams.stream().anyMatch(StreamReport::truncated);
  }
}
