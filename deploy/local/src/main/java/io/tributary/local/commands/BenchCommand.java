package io.tributary.local.commands;

import io.tributary.local.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Measures how fast Tributary is. */
@Command(name = "bench", description = "Measures how fast Tributary is, beside floors in the same run. Its own --help says more.")
public final class BenchCommand implements Callable<Integer> {

  private static final String MAIN_CLASS = "io.tributary.bench.Bench";

  /** Passed on as they are, --help too. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  /** From its classes, not as a program of its own: it starts the local stack, whose files lie where the build found them. */
  @Override
  public Integer call() throws Exception {
    var target = Where.home().resolve("bench/target");
    var libraries = target.resolve("launcher.classpath");
    if (!Files.exists(libraries)) {
      throw new IOException("The bench is not built: %s is missing. Build it with mvn package -DskipTests.".formatted(libraries));
    }
    var words = new ArrayList<>(List.of(
        "-Xmx512m", "-Dtributary.home=" + Where.home(), "-cp", target.resolve("classes") + ":" + Files.readString(libraries).strip(), MAIN_CLASS));
    words.addAll(arguments);
    return Children.runInForeground(words, Map.of());
  }
}
