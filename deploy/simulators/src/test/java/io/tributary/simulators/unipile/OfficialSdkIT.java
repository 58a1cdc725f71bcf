package io.tributary.simulators.unipile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tributary.simulators.SampleMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** UniPile's own SDK calls the simulator, with every answer checked against its schemas. Needs node and npm. */
class OfficialSdkIT {

  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path FOLDER = Path.of("target/official-sdk");
  private static final String SOMEBODY = "rah@shipwright.com"; // writes to two of the sample's mailboxes

  @BeforeAll
  static void installTheSdk() throws IOException, InterruptedException {
    assumeFalse("skip".equals(System.getProperty("tributary.node")), "-Dtributary.node=skip");
    Files.createDirectories(FOLDER);
    for (var name : List.of("package.json", "package-lock.json", "official-sdk.mjs")) {
      Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    var npm = run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    assertThat(npm.exit()).as(npm.output()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theOfficialSdkAcceptsEveryAnswer(Mode mode) throws IOException, InterruptedException {
    try (var simulator = UnipileSimulator.start(UnipileOptions.over(SampleMail.folder()).withMode(mode))) {
      var node = run("node", "official-sdk.mjs", simulator.uri().toString(), UnipileOptions.DEFAULT_KEY, SOMEBODY);

      assertThat(node.exit()).as(node.output()).isZero();
    }
  }

  private record Ended(int exit, String output) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    var output = Files.createTempFile(FOLDER, command[0], ".log");
    var process = start(new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()));
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
      throw new AssertionError(
          "This test runs UniPile's SDK with Node: install node (20 or newer) and npm, or leave it out with -Dtributary.node=skip.", e);
    }
  }
}
