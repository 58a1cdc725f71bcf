package io.tributary.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param name unique among what one launcher starts; names the log and the pid file
 * @param words the program and its arguments
 * @param environment added to the launcher's own
 * @param log takes standard output and errors, appended
 */
public record Command(String name, List<String> words, Map<String, String> environment, Path log) {

  /** What every JVM of the local stack runs with: quick to start and small, at the cost of peak speed. */
  public static final List<String> SMALL_JVM = List.of(
      "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
      "-Xms32m", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40", "-Xss512k", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED");

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** A JVM like the one that runs now, with {@link #SMALL_JVM}. */
  public static Command java(String name, List<String> arguments, Map<String, String> environment, Path log) {
    var words = new ArrayList<String>();
    words.add(javaExecutable());
    words.addAll(SMALL_JVM);
    words.addAll(arguments);
    return new Command(name, words, environment, log);
  }

  static String javaExecutable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
