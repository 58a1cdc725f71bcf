package io.tributary.records.capture;

import io.tributary.records.reconcile.ReconcileReason;
import io.tributary.records.reconcile.ReconciliationRequests;
import java.time.Duration;
import java.util.function.LongFunction;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Captures for as long as the service runs: look at the slot, make what is missing, capture until something ends it, look again.
 * The slot is the leader's lock: replicas that find it held stand by.
 */
final class RunCapture implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunCapture.class);

  private final CaptureSettings settings;
  private final Slot slot;
  private final ReconciliationRequests reconciliations;
  private final LongFunction<CaptureSession> sessions;
  private final CaptureAlarms alarms;
  private final Patience patience;
  private volatile CaptureState state = new CaptureState.Starting();
  private @Nullable Thread thread;

  RunCapture(
      CaptureSettings settings, Slot slot, ReconciliationRequests reconciliations, CaptureAlarms alarms, Patience patience,
      LongFunction<CaptureSession> sessions) {
    this.settings = settings;
    this.slot = slot;
    this.reconciliations = reconciliations;
    this.sessions = sessions;
    this.alarms = alarms;
    this.patience = patience;
  }

  CaptureState state() {
    return state;
  }

  @Override
  public void start() {
    if (settings.enabled()) {
      patience.begin();
      become(new CaptureState.Starting());
      thread = Thread.ofPlatform().name("capture").start(this::run);
    } else {
      become(new CaptureState.Off());
    }
  }

  private void run() {
    while (!patience.isEnded()) {
      try {
        stepOrWait();
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  private void stepOrWait() throws InterruptedException {
    try {
      step();
    } catch (KafkaException unreachable) {
      become(new CaptureState.Unpublished(unreachable.toString()));
      patience.pause(settings.retryInterval());
    } catch (RuntimeException outage) {
      become(new CaptureState.Interrupted(outage.toString()));
      patience.pause(settings.retryInterval());
    } catch (Error broken) {
      // Without this the thread would end, and the service stay ready without a capture.
      alarms.broken(broken);
      become(new CaptureState.Interrupted(broken.toString()));
      patience.pause(settings.retryInterval());
    }
  }

  private void step() throws InterruptedException {
    switch (inspect()) {
      case SlotFinding.Free(var epoch) -> capture(epoch);
      case SlotFinding.Held() -> {
        become(new CaptureState.StandingBy());
        patience.pause(settings.retryInterval());
      }
      case SlotFinding.FirstStart() -> slot.make(ReconcileReason.FIRST_LOAD);
      case SlotFinding.Lost(var why) -> {
        alarms.slotLost(why);
        slot.make(ReconcileReason.SLOT_LOST);
      }
      case SlotFinding.Misconfigured(var problems) -> {
        become(new CaptureState.Misconfigured(problems));
        patience.pause(settings.inspectionInterval());
      }
    }
  }

  /** What the stream lacked while something was out of order is found by a reconciliation, as soon as changes are captured again. */
  private SlotFinding inspect() {
    var finding = slot.inspect();
    if (finding instanceof SlotFinding.Misconfigured(var problems)) {
      alarms.misconfigured(problems);
      reconciliations.everything(ReconcileReason.DOUBT);
    }
    return finding;
  }

  private void capture(long epoch) throws InterruptedException {
    try (var session = sessions.apply(epoch)) {
      become(new CaptureState.Capturing(epoch));
      var why = session.awaitEnd(this::inspect);
      become(session.isShutOut() ? new CaptureState.Unpublished(why) : new CaptureState.Interrupted(why));
    }
    patience.pause(settings.retryInterval());
  }

  private void become(CaptureState next) {
    if (!next.equals(state)) {
      log.info("Capture: {}", next);
    }
    state = next;
  }

  @Override
  public void stop() {
    patience.end();
    var running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(Duration.ofSeconds(40));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
