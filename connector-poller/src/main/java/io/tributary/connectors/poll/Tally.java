package io.tributary.connectors.poll;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts while a stream is read. */
final class Tally {

  private static final int MOST_RESTARTS = 3;

  private final String stream;
  private final Map<String, Integer> leftOut = new LinkedHashMap<>();
  private int restarts;
  private long fetched;
  private long published;
  private int pages;
  private boolean truncated;
  private @Nullable Long expected;
  private @Nullable Instant readUntil;
  private @Nullable PollFailure failure;
  private @Nullable String error;
  private @Nullable Duration retryAfter;

  Tally(String stream) {
    this.stream = stream;
  }

  /** What was counted is read again. */
  void restarted() {
    if (++restarts > MOST_RESTARTS) {
      throw new PollFailed(PollFailure.TRANSIENT, "The provider's cursors expire faster than they can be followed.");
    }
    fetched = 0;
    leftOut.clear();
  }

  void add(Page page, int published) {
    pages++;
    fetched += page.items().size();
    this.published += published;
    expected = page.expected() == null ? expected : page.expected();
    if (page.missing() != null) {
      expected = fetched + page.missing();
    }
    readUntil = page.readUntil();
    if (!page.unreadable().isEmpty()) {
      failure = PollFailure.UNREADABLE;
      page.unreadable().forEach(item -> leftOut.merge(item, 1, Integer::sum));
      error = leftOut.entrySet().stream()
          .limit(5)
          .map(item -> item.getValue() == 1 ? item.getKey() : item.getKey() + " (%d times)".formatted(item.getValue()))
          .collect(Collectors.joining("; ", "Left out: ", ""));
    }
  }

  /**
   * Whether another page is to be read; a valve that closes is told as truncated.
   *
   * @param until by System.nanoTime()
   */
  boolean goesOn(int mostPages, long until) {
    if (readUntil != null) {
      return false;
    }
    truncated = pages >= mostPages || System.nanoTime() - until > 0;
    return !truncated;
  }

  void failed(PollFailed failed) {
    failure = failed.failure();
    error = failed.getMessage();
    retryAfter = failed.retryAfter();
  }

  StreamReport report() {
    var report = new StreamReport(stream, fetched, published, expected, pages, truncated, readUntil, failure, error, retryAfter);
    return error == null && report.missing() > 0 ? report.because(
        "%d that the provider counts could not be read.".formatted(report.missing())) : report;
  }
}
