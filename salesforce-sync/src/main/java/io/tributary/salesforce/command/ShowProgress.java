package io.tributary.salesforce.command;

import io.tributary.salesforce.runs.Phase;
import io.tributary.salesforce.runs.RunProgress;
import java.io.PrintStream;
import java.util.Locale;

/** A bar with counts and rate on a terminal; elsewhere a line now and then. */
final class ShowProgress implements AutoCloseable {

  private static final int BAR = 30;
  private static final long FRAME_MILLIS = 200;
  private static final long LINE_MILLIS = 5000;

  private final RunProgress progress;
  private final PrintStream out;
  private final boolean terminal;
  private final Thread thread;

  private ShowProgress(RunProgress progress, PrintStream out) {
    this.progress = progress;
    this.out = out;
    this.terminal = System.console() != null && System.console().isTerminal();
    this.thread = Thread.ofVirtual().name("progress").start(this::show);
  }

  static ShowProgress of(RunProgress progress, PrintStream out) {
    return new ShowProgress(progress, out);
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(terminal ? FRAME_MILLIS : LINE_MILLIS);
        print();
      }
    } catch (InterruptedException _) {
      if (terminal && progress.done() > 0) {
        print();
        out.println();
      }
    }
  }

  private void print() {
    if (terminal) {
      out.print("\r" + line(progress) + " ".repeat(10));
      out.flush();
    } else {
      out.println(line(progress));
    }
  }

  static String line(RunProgress progress) {
    long done = progress.done();
    long total = Math.max(done, progress.total());
    int filled = total == 0 ? 0 : (int) (BAR * done / total);
    return String.format(Locale.ROOT, "%-10s [%s%s] %,d/%,d %3d %%  %,.0f/s", name(progress.phase()), "#".repeat(filled), "-".repeat(BAR - filled),
        done, total, total == 0 ? 0 : 100 * done / total, done / progress.seconds());
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case DISCOVER -> "discovery";
      case RETRIEVE -> "contacts";
      case FINISH -> "finishing";
    };
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
