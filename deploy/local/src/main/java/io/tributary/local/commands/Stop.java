package io.tributary.local.commands;

import sun.misc.Signal;

/** Ctrl-C or SIGTERM: the first asks for an orderly stop, the second ends at once (the kernel then kills the children). */
final class Stop {

  private static final int KILLED_BY_SIGNAL = 128;

  private final Thread worker;
  private int signal;
  private boolean stopping;

  private Stop(Thread worker) {
    this.worker = worker;
  }

  /** The first signal interrupts the thread that calls this, until it {@link #begin}s to stop. */
  static Stop onSignals() {
    var stop = new Stop(Thread.currentThread());
    Signal.handle(new Signal("INT"), stop::handle);
    Signal.handle(new Signal("TERM"), stop::handle);
    return stop;
  }

  synchronized boolean isAsked() {
    return signal != 0;
  }

  /** From here on the worker stops things and is not interrupted in that. */
  synchronized void begin() {
    stopping = true;
    Thread.interrupted();
  }

  synchronized int exitCode() {
    return KILLED_BY_SIGNAL + signal;
  }

  private synchronized void handle(Signal received) {
    if (signal != 0) {
      System.err.println("Ending at once.");
      Runtime.getRuntime().halt(KILLED_BY_SIGNAL + received.getNumber());
    }
    signal = received.getNumber();
    System.err.println("Stopping; once more ends at once.");
    if (!stopping) {
      worker.interrupt();
    }
  }
}
