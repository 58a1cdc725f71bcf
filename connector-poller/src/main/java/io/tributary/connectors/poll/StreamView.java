package io.tributary.connectors.poll;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.connectors.calls.PollFailure;
import org.jspecify.annotations.Nullable;

/** A stream of a run as {@code runs.streams} keeps it and the API shows it. */
public record StreamView(
    String stream, long fetched, long published, @Nullable Long expected, int pages, boolean truncated,
    @JsonProperty("error_class") @Nullable PollFailure errorClass, @Nullable String error) {

  static StreamView of(StreamReport report) {
    return new StreamView(report.stream(), report.fetched(), report.published(), report.expected(), report.pages(), report.truncated(),
        report.failure(), report.error());
  }
}
