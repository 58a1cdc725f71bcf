package io.tributary.local.commands;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** Ctrl-C or SIGTERM: the first asks for an orderly stop, the second ends at once (the kernel then kills the children). */
final class Stop {

  private static final int KILLED_BY_SIGNAL = 128;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Thread worker;
  private volatile int signal;

  /** @param worker interrupted by the first signal */
  Stop(Thread worker) {
    this.worker = worker;
  }

  static Stop onSignals() {
    var stop = new Stop(Thread.currentThread());
    Signal.handle(new Signal("INT"), stop::handle);
    Signal.handle(new Signal("TERM"), stop::handle);
    return stop;
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** @return whether a stop was asked for within that time */
  boolean within(long milliseconds) throws InterruptedException {
    return asked.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  int exitCode() {
    return KILLED_BY_SIGNAL + signal;
  }

  private synchronized void handle(Signal received) {
    if (isAsked()) {
      System.err.println("Ending at once.");
      Runtime.getRuntime().halt(KILLED_BY_SIGNAL + received.getNumber());
    }
    signal = received.getNumber();
    System.err.println("Stopping; once more ends at once.");
    asked.countDown();
    worker.interrupt();
  }
}
