package io.tributary.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A provider's public Node client with a script that calls a double by it. Needs node and npm; {@code -Dtributary.node=skip} leaves it out. */
public final class NodeScript {

  private final Path folder;
  private final String script;

  /** How the script ended. */
  public record Ended(int exit, String output) {}

  private NodeScript(Path folder, String script) {
    this.folder = folder;
    this.script = script;
  }

  /**
   * Installs what the package beside the script needs.
   *
   * @param sources holds package.json, package-lock.json and the script
   * @param folder to install into
   */
  public static NodeScript install(Path sources, Path folder, String script) throws IOException, InterruptedException {
    assumeFalse("skip".equals(System.getProperty("tributary.node")), "-Dtributary.node=skip");
    Files.createDirectories(folder);
    for (var name : List.of("package.json", "package-lock.json", script)) {
      Files.copy(sources.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    var installed = new NodeScript(folder, script);
    var npm = installed.ended("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    assertThat(npm.exit()).as(npm.output()).isZero();
    return installed;
  }

  public Ended run(String... arguments) throws IOException, InterruptedException {
    return ended(Stream.concat(Stream.of("node", script), Stream.of(arguments)).toArray(String[]::new));
  }

  private Ended ended(String... command) throws IOException, InterruptedException {
    var output = Files.createTempFile(folder, command[0], ".log");
    var process = start(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()));
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s ended within 3 minutes", String.join(" ", command)).isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(ProcessBuilder command) {
    try {
      return command.start();
    } catch (IOException e) {
      throw new AssertionError("This test runs Node: install node (20 or newer) and npm, or leave it out with -Dtributary.node=skip.", e);
    }
  }
}
