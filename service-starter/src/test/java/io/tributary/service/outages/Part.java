package io.tributary.service.outages;

import io.tributary.local.process.ChildProcess;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process of the {@link OwnStack}, on the same port and data each time it runs. */
final class Part {

  private final ChildProcess process;
  private final Start start;

  Part(ChildProcess process, Start start) {
    this.process = process;
    this.start = start;
  }

  /** Starts it once more; returns when it is ready. */
  interface Start {
    void startAgain() throws IOException;
  }

  /** {@code kill -9}; returns when it is gone. */
  void kill() {
    process.kill();
  }

  /** As an operator stops it: PostgreSQL ends its sessions (57P01), the others finish what they do. Returns when it is gone. */
  void stop() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    var ended = ProcessHandle.of(process.pid()).map(ProcessHandle::onExit);
    try {
      if (ended.isPresent()) {
        ended.get().get(20, TimeUnit.SECONDS);
      }
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException(process.name() + " does not stop", e);
    }
  }

  void startAgain() throws IOException {
    start.startAgain();
  }
}
