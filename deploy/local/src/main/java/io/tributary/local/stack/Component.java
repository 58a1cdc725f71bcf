package io.tributary.local.stack;

import io.tributary.local.process.ChildProcess;
import java.io.IOException;

/**
 * One process of the running stack, for whoever wants to disturb it. The launcher looks after none of them: who kills one starts it again,
 * who freezes one thaws it.
 */
public final class Component {

  private final ChildProcess process;
  private final Start start;

  Component(ChildProcess process, Start start) {
    this.process = process;
    this.start = start;
  }

  /** Brings it back and returns when it is ready. */
  interface Start {
    void startAgain() throws IOException;
  }

  public String name() {
    return process.name();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}; returns when it is gone. */
  public void kill() {
    process.kill();
  }

  /** SIGSTOP, with all processes it started. */
  public void freeze() throws IOException {
    process.freeze();
  }

  /** SIGCONT. */
  public void thaw() throws IOException {
    process.thaw();
  }

  /**
   * Returns when it is ready.
   *
   * @throws io.tributary.local.process.ChildFailed if it ends before that, or takes too long
   */
  public void startAgain() throws IOException {
    start.startAgain();
  }
}
