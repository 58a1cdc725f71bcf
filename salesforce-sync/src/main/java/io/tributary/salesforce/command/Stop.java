package io.tributary.salesforce.command;

import sun.misc.Signal;

/** Ctrl-C or SIGTERM: the first stops the run so that it can be resumed, the second ends at once. */
final class Stop {

  static final int EXIT_CODE = 130;
  private static volatile boolean asked;

  static boolean isAsked() {
    return asked;
  }

  /** The first signal interrupts that thread. */
  static void interrupts(Thread worker) {
    for (var name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), _ -> {
        if (asked) {
          Runtime.getRuntime().halt(EXIT_CODE);
        }
        asked = true;
        System.err.println("\nStopping; the run can be resumed. Once more ends at once.");
        worker.interrupt();
      });
    }
  }

  private Stop() {}
}
