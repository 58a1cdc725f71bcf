package io.tributary.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says on standard error what goes on and remembers how long each phase took. */
public final class Progress {

  private static final double MILLIS = 1000.0;

  private final PrintStream out;
  private final Instant begin = Instant.now();
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  public Progress(PrintStream out) {
    this.out = out;
  }

  public synchronized void say(String what) {
    out.printf("%6.1f s  %s%n", secondsSince(begin), what);
  }

  /** One phase of the work: said when done, with its time. */
  public <T> T phase(String name, Work<T> work) throws Exception {
    var start = Instant.now();
    var result = work.run();
    seconds.merge(name, secondsSince(start), Double::sum);
    return result;
  }

  /** Keeps the seconds since the start under this name, and says them. */
  public void reached(String name) {
    seconds.put(name, elapsed());
    say("%s after %.1f s".formatted(Character.toUpperCase(name.charAt(0)) + name.substring(1), elapsed()));
  }

  /** Seconds per phase, in the order the phases came. */
  public Map<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
  }

  private double elapsed() {
    return secondsSince(begin);
  }

  private static double secondsSince(Instant start) {
    return Math.round(Duration.between(start, Instant.now()).toMillis() / 100.0) * 100 / MILLIS;
  }

  /** Work that may fail in any way: the command that runs it says how. */
  public interface Work<T> {
    T run() throws Exception;
  }
}
