package io.tributary.channels.webhook;

import io.tributary.channels.WorkSignal;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does one kind of work over and over, as long as there is some, then looks out for more. Outages do not end it. */
final class LiveLoop implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);

  private final String name;
  private final BooleanSupplier step;
  private final Duration lookOut;
  private final boolean enabled;
  private final WorkSignal signal = new WorkSignal();
  private volatile boolean running;
  private Thread thread = new Thread();

  /** @param step true if there may be more at once */
  LiveLoop(String name, BooleanSupplier step, Duration lookOut, boolean enabled) {
    this.name = name;
    this.step = step;
    this.lookOut = lookOut;
    this.enabled = enabled;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::work);
  }

  private void work() {
    while (running) {
      try {
        if (!stepUnharmed()) {
          signal.await(lookOut);
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private boolean stepUnharmed() {
    try {
      return step.getAsBoolean();
    } catch (RuntimeException | Error e) {
      LOG.warn("Could not do the {}; trying again", name, e);
      return false;
    }
  }

  @Override
  public void stop() {
    running = false;
    signal.wake();
    try {
      if (!thread.join(PATIENCE_AT_STOP)) {
        // What it has taken is another's when its lease ends, and is done once more without harm.
        thread.interrupt();
        thread.join(PATIENCE_AT_STOP);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isAutoStartup() {
    return enabled;
  }
}
