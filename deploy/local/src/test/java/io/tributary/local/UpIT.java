package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, in a JVM of its own: real PostgreSQL, broker and registry; stand-ins for the services. */
class UpIT {

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path home = Path.of("");
  private Path data = Path.of("");
  private final List<Process> launched = new ArrayList<>();

  @BeforeEach
  void sources() throws IOException {
    home = PretendHome.in(folder.resolve("home"));
    data = folder.resolve("data");
    Files.createDirectories(folder.resolve("mail"));
    Files.writeString(folder.resolve("records.csv"), "external_id\n1\n");
  }

  @AfterEach
  void endWhatIsLeft() {
    launched.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void aKilledLauncherLeavesNothingRunningAndTheNextStartContinuesUntilCtrlC() throws Exception {
    // Given
    var killed = up("killed");
    awaitUp(killed, "killed");
    var orphans = processes();
    assertThat(orphans).hasSize(Service.ALL.size() + 4).allMatch(ProcessHandle::isAlive);
    var cluster = data.resolve("data/postgresql/PG_VERSION");
    var made = Files.getLastModifiedTime(cluster);

    // When
    killed.destroyForcibly().waitFor();

    // Then
    await().atMost(STOP).untilAsserted(() -> assertThat(orphans).noneMatch(ProcessHandle::isAlive));

    // When
    var next = up("next");
    awaitUp(next, "next");

    // Then
    assertThat(Files.getLastModifiedTime(cluster)).as("when the database was made").isEqualTo(made);
    var processes = processes();

    // When
    signal(next, "INT");

    // Then
    assertThat(next.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(next.exitValue()).isZero();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(data.resolve("pids")).isEmptyDirectory();
    assertThat(Files.readString(data.resolve("logs/postgresql.log"))).contains("database system is shut down");
  }

  @Test
  void aServiceThatDiesIsNamedAndEverythingStops() throws Exception {
    // Given
    var launcher = up("launcher");
    awaitUp(launcher, "launcher");
    var processes = processes();

    // When
    ProcessHandle.of(pid("participant-resolver")).orElseThrow().destroyForcibly();

    // Then
    assertThat(launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(1);
    assertThat(said("launcher")).contains("participant-resolver ended by itself").contains("started with database jdbc:postgresql");
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void downStopsAStackThatRunsElsewhereAndWipesItsData() throws Exception {
    // Given
    var launcher = up("launcher");
    awaitUp(launcher, "launcher");
    var second = up("second");
    assertThat(second.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(said("second")).contains("runs on " + data);

    // When
    var down = launch("down", "down", "--wipe", "--data", data.toString());

    // Then
    assertThat(down.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(down.exitValue()).isZero();
    assertThat(launcher.isAlive()).isFalse();
    assertThat(data).doesNotExist();
  }

  private Process up(String name) throws IOException {
    return launch(name, "up", "--data", data.toString(), "--mail", folder.resolve("mail").toString(),
        "--records", folder.resolve("records.csv").toString());
  }

  private Process launch(String name, String... arguments) throws IOException {
    // Whoever starts the tests in the background of a script ignores Ctrl-C, and so would all that they start.
    var words = new ArrayList<>(List.of(
        "env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-Dtributary.home=" + home, "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
        "-cp", System.getProperty("java.class.path"), Tributary.class.getName()));
    words.addAll(List.of(arguments));
    var process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(folder.resolve(name + ".out").toFile()).start();
    launched.add(process);
    return process;
  }

  private void awaitUp(Process launcher, String name) {
    await().atMost(START).untilAsserted(() -> {
      assertThat(said(name)).contains("Tributary is up at");
      assertThat(launcher.isAlive()).isTrue();
    });
  }

  private String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  /** What was started, and what that started. */
  private List<ProcessHandle> processes() throws IOException {
    try (var files = Files.list(data.resolve("pids"))) {
      return files.map(file -> ProcessHandle.of(pid(file.getFileName().toString().replace(".pid", ""))).orElseThrow()).toList();
    }
  }

  private long pid(String name) {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("pids").resolve(name + ".pid")).getFirst());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
  }
}
