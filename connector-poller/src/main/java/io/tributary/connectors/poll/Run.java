package io.tributary.connectors.poll;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.events.PollStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run while it runs. */
final class Run {

  private final UUID id;
  private final OpenConnection connection;
  private final List<StreamReport> streams = new ArrayList<>();
  private @Nullable PollFailure failure;
  private @Nullable String error;
  private @Nullable Duration retryAfter;

  Run(UUID id, OpenConnection connection) {
    this.id = id;
    this.connection = connection;
  }

  OpenConnection connection() {
    return connection;
  }

  void add(StreamReport report) {
    streams.add(report);
    if (report.failure() != null && (failure == null || report.failure().endsRun())) {
      failure = report.failure();
      error = report.stream() + ": " + report.error();
      retryAfter = report.retryAfter();
    } else if (report.error() != null && error == null) {
      error = report.stream() + ": " + report.error();
    }
  }

  void fail(PollFailed failed) {
    failure = failed.failure();
    error = failed.getMessage();
    retryAfter = failed.retryAfter();
  }

  /** A defect of ours: its name is enough for the run, the log has the rest. */
  void fail(RuntimeException defect) {
    failure = PollFailure.TRANSIENT;
    error = "The poller failed: " + defect.getClass().getSimpleName();
  }

  RunReport report() {
    return new RunReport(id, connection.key(), status(), List.copyOf(streams), connection.count().made(), failure, error, retryAfter);
  }

  private PollStatus status() {
    if (failure == PollFailure.RATE_LIMITED) {
      return PollStatus.RATE_LIMITED;
    }
    if (failure == null) {
      return streams.stream().allMatch(StreamReport::isComplete) ? PollStatus.SUCCESS : PollStatus.PARTIAL;
    }
    boolean someCame = streams.stream().anyMatch(stream -> stream.failure() == null || stream.fetched() > 0 || stream.readUntil() != null);
    return someCame && failure != PollFailure.ACCESS_DEAD ? PollStatus.PARTIAL : PollStatus.FAILED;
  }
}
