package io.tributary.connectors.poll;

import io.tributary.connectors.calls.PollFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one run did in one stream.
 *
 * @param fetched items read
 * @param published of them, those that were new or had changed
 * @param expected items that the provider says there are; null where it does not say
 * @param truncated true where a safety valve stopped it: the rest follows in the next run
 * @param readUntil everything older was read; null before the first full reading
 */
public record StreamReport(
    String stream, long fetched, long published, @Nullable Long expected, int pages, boolean truncated, @Nullable Instant readUntil,
    @Nullable PollFailure failure, @Nullable String error, @Nullable Duration retryAfter) {

  boolean isComplete() {
    return failure == null && !truncated && missing() == 0;
  }

  /** How many of those that the provider counts did not come. What a later run has still to read is not missing. */
  long missing() {
    return expected == null || truncated ? 0 : Math.max(0, expected - fetched);
  }

  StreamReport because(String error) {
    return new StreamReport(stream, fetched, published, expected, pages, truncated, readUntil, failure, error, retryAfter);
  }
}
