package io.tributary.records.capture;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.records.reconcile.UncapturedRows;
import io.tributary.service.kafka.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person must know about the capture: in the log, as metrics, and rows that could not be captured in a table. */
final class CaptureAlarms {

  private static final Logger log = LoggerFactory.getLogger(CaptureAlarms.class);

  private final MeterRegistry metrics;
  private final UncapturedRows uncaptured;
  private final Patience patience;

  CaptureAlarms(MeterRegistry metrics, UncapturedRows uncaptured, Patience patience) {
    this.metrics = metrics;
    this.uncaptured = uncaptured;
    this.patience = patience;
  }

  /** From the row's write to its arrival: the latency of the capture, end to end, by the database's and this machine's clock. */
  void heartbeatArrived(Instant writtenAt) {
    metrics.timer("tributary.capture.latency").record(Duration.between(writtenAt, Instant.now()).abs());
  }

  void slotLost(String why) {
    metrics.counter("tributary.capture.alarms", "kind", "slot-lost").increment();
    log.error("Changes may have been missed, a new slot is made and everything reconciled: {}", why);
  }

  void misconfigured(List<String> problems) {
    metrics.counter("tributary.capture.alarms", "kind", "misconfigured").increment();
    log.error("Changes are not captured until the database is set right: {}", problems);
  }

  /** No outage, but something that should not happen, such as a class that is missing or a heap that is full. */
  void broken(Error error) {
    metrics.counter("tributary.capture.alarms", "kind", "error").increment();
    log.error("The capture broke off and is begun again", error);
  }

  /** As a row that cannot be read: the key names the record. */
  void unpublishable(Outgoing<?> event) throws InterruptedException {
    var bar = event.key().lastIndexOf('|');
    unreadable(new SourceChange.Unreadable(
        event.key().substring(0, bar), Long.parseLong(event.key().substring(bar + 1)), "refused for ever by " + event.topic()));
  }

  /** The row is kept for a person; its next change or a reconciliation tries again. */
  void unreadable(SourceChange.Unreadable row) throws InterruptedException {
    patience.untilDone(
        "writing down a row that was left out", () -> uncaptured.leaveOut(row.tenant(), row.recordId(), row.problem()));
  }
}
