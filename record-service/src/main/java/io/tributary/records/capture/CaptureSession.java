package io.tributary.records.capture;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.RecordChangeEvent;
import io.tributary.records.reconcile.Heartbeat;
import io.tributary.records.reconcile.RunReconciliations;
import io.tributary.service.kafka.FencedPublisher;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;

/** While this replica holds the slot: the engine runs, the heartbeat beats, reconciliations are worked off. */
final class CaptureSession implements AutoCloseable {

  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(30);

  private final CaptureSettings settings;
  private final Heartbeat heartbeat;
  private final DebeziumRun engine;
  private final RunReconciliations reconciliations;
  private final FencedPublisher publisher;
  private final Patience patience;

  CaptureSession(
      CaptureSettings settings, CaptureDatabase database, Heartbeat heartbeat, RunReconciliations reconciliations,
      ChangeConsumer<RecordChangeEvent<SourceRecord>> changes, FencedPublisher publisher, Patience patience) {
    this.settings = settings;
    this.heartbeat = heartbeat;
    this.reconciliations = reconciliations;
    this.publisher = publisher;
    this.patience = patience;
    this.engine = new DebeziumRun(EngineProperties.of(database, settings), changes);
    reconciliations.start();
  }

  /**
   * @param inspection done now and then; the session ends where something is out of order, since the engine would not notice
   * @return why it ended
   */
  String awaitEnd(Supplier<SlotFinding> inspection) throws InterruptedException {
    var began = System.nanoTime();
    var inspected = began;
    while (true) {
      heartbeat.beat();
      var why = engine.awaitEnd(settings.heartbeatInterval());
      if (why != null) {
        return why;
      }
      var now = System.nanoTime();
      if (now - inspected > settings.inspectionInterval().toNanos()) {
        var finding = inspection.get();
        if (!isInOrder(finding, now - began)) {
          return "found while capturing: " + finding;
        }
        inspected = now;
      }
    }
  }

  /** Whether it ended because it could publish nothing more. */
  boolean isShutOut() {
    return publisher.isLost();
  }

  /** The engine takes the slot a moment after its start. */
  private static boolean isInOrder(SlotFinding finding, long nanos) {
    return switch (finding) {
      case SlotFinding.Held _ -> true;
      case SlotFinding.Free _ -> nanos < CONNECTS_WITHIN.toNanos();
      case SlotFinding.FirstStart _, SlotFinding.Lost _, SlotFinding.Misconfigured _ -> false;
    };
  }

  /** Nothing is waited for any more; then reconciliations end, since they wait for what the engine publishes. */
  @Override
  public void close() {
    patience.end();
    try (publisher; engine) {
      reconciliations.stop();
    }
  }
}
