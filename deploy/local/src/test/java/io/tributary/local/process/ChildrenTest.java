package io.tributary.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

  @TempDir Path folder;

  @Test
  void aChildDiesWithItsParentEvenIfThatIsKilled() throws Exception {
    // Given a JVM that starts a child and says which
    var parent = new ProcessBuilder(Command.javaExecutable(), "-cp", System.getProperty("java.class.path"),
            StartsAChild.class.getName(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    var child = child(parent);
    assertThat(child.isAlive()).isTrue();

    // When
    parent.destroyForcibly().waitFor();

    // Then
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(isRunning(child)).isFalse());
  }

  @Test
  void aChildOutlivesTheThreadThatAskedForIt() throws Exception {
    // Given
    var children = new Children(folder.resolve("pids"));
    var started = new ChildProcess[1];

    // When
    var thread = Thread.ofPlatform().start(() -> started[0] = children.start(sleep("sleeper")));
    thread.join();

    // Then
    await().during(Duration.ofMillis(300)).until(() -> started[0].isAlive());
    children.killAll();
    assertThat(started[0].isAlive()).isFalse();
  }

  @Test
  void whatAnEarlierStartLeftBehindIsEnded() throws Exception {
    // Given a process whose launcher has forgotten it
    var pids = folder.resolve("pids");
    var leftover = new Children(pids).start(sleep("leftover"));
    // What wraps it becomes it a moment later, and has no command line in between.
    await().until(() -> ProcessFacts.commandLine(leftover.pid()).stream().limit(1).anyMatch("sleep"::equals));

    // When
    var ended = new Children(pids).endLeftovers();

    // Then
    assertThat(ended).containsExactly("leftover");
    assertThat(leftover.isAlive()).isFalse();
    assertThat(pids).isEmptyDirectory();
  }

  @Test
  void aProcessThatHappensToHaveThePidIsLeftAlone() throws Exception {
    // Given the pid file of a process that is long gone, whose pid another process has now
    var pids = folder.resolve("pids");
    var stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.createDirectories(pids);
      Files.write(pids.resolve("old.pid"), List.of(Long.toString(stranger.pid()), "another-boot/1", "600"));

      // When
      var ended = new Children(pids).endLeftovers();

      // Then
      assertThat(ended).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void theFailureOfAChildShowsTheEndOfItsLog() {
    // Given
    var children = new Children(folder.resolve("pids"));
    var words = List.of("sh", "-c", "echo no room for me; exit 3");
    var child = children.start(new Command("liar", words, Map.of(), folder.resolve("liar.log")));

    // When, Then
    assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofSeconds(10)))
        .isInstanceOf(ChildFailed.class)
        .hasMessageContaining("liar ended with code 3")
        .hasMessageContaining("no room for me");
  }

  @Test
  void onlyADeathThatNobodyAskedForCounts() {
    // Given
    var children = new Children(folder.resolve("pids"));
    var stopped = children.start(sleep("stopped"));
    var crashed = children.start(sleep("crashed"));

    // When
    stopped.stop(Duration.ofSeconds(5));
    ProcessHandle.of(crashed.pid()).orElseThrow().destroyForcibly();

    // Then
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(crashed.diedByItself()).isTrue());
    assertThat(stopped.diedByItself()).isFalse();
  }

  @Test
  void aKilledChildIsStartedAgainWithTheSameCommand() throws Exception {
    // Given
    var children = new Children(folder.resolve("pids"));
    var child = children.start(sleep("again"));
    var first = child.pid();
    child.kill();

    // When
    child.startAgain();

    // Then
    assertThat(child.isAlive()).isTrue();
    assertThat(child.pid()).isNotEqualTo(first);
    assertThat(Files.readAllLines(folder.resolve("pids/again.pid"))).startsWith(Long.toString(child.pid()));
    assertThatThrownBy(child::startAgain).hasMessageContaining("still runs");
    children.killAll();
    assertThat(child.diedByItself()).isFalse();
  }

  @Test
  void aFrozenChildStandsStillWithWhatItStartedAndGoesOnWhenThawed() throws Exception {
    // Given
    var children = new Children(folder.resolve("pids"));
    var child = children.start(new Command("parent", List.of("sh", "-c", "sleep 600; true"), Map.of(), folder.resolve("parent.log")));
    await().atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.of(child.pid()).orElseThrow().children().findFirst().isPresent());
    var grandchild = ProcessHandle.of(child.pid()).orElseThrow().children().findFirst().orElseThrow();

    // When
    child.freeze();

    // Then
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(List.of(state(child.pid()), state(grandchild.pid()))).containsOnly("T"));

    // When
    child.thaw();

    // Then
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(List.of(state(child.pid()), state(grandchild.pid()))).containsOnly("S"));
    grandchild.destroyForcibly();
    children.killAll();
  }

  /** As ps shows it: T is stopped, S sleeps. */
  private static String state(long pid) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(pid), "stat")).replaceFirst(".*\\) (.) .*(?s:.*)", "$1");
  }

  private Command sleep(String name) {
    return new Command(name, List.of("sleep", "600"), Map.of(), folder.resolve(name + ".log"));
  }

  private static ProcessHandle child(Process parent) throws Exception {
    try (var out = new BufferedReader(new InputStreamReader(parent.getInputStream()))) {
      return ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    }
  }

  /** A zombie is not running: where nobody reaps orphans it stays in the table. */
  private static boolean isRunning(ProcessHandle process) {
    return ProcessFacts.startedAt(process.pid()).isPresent();
  }

  /** The main of the JVM that is killed. */
  static final class StartsAChild {
    public static void main(String[] args) throws Exception {
      var folder = Path.of(args[0]);
      var child = new Children(folder.resolve("pids"))
          .start(new Command("child", List.of("sleep", "600"), Map.of(), folder.resolve("child.log")));
      System.out.println(child.pid());
      child.awaitReady(() -> false, Duration.ofMinutes(10));
    }
  }
}
