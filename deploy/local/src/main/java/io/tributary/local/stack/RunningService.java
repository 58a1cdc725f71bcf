package io.tributary.local.stack;

import io.tributary.local.process.ChildProcess;
import java.time.Duration;

/** A service that was started. */
record RunningService(Service service, ChildProcess process, String url) {

  private static final Duration READY_WITHIN = Duration.ofSeconds(180);

  /** To be disturbed. */
  Component component() {
    return new Component(process, () -> {
      process.startAgain();
      awaitReady();
    });
  }

  void awaitReady() {
    process.awaitReady(() -> Answers.with200(url + "/actuator/health/readiness"), READY_WITHIN);
  }
}
