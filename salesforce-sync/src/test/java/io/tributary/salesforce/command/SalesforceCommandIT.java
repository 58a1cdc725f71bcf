package io.tributary.salesforce.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.TestStack;
import io.tributary.salesforce.SalesforceSyncApplication;
import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunView;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** The command as a process of its own, beside a service on the same database. */
@SyncTest
class SalesforceCommandIT {

  private static final int LOOKS_WITHOUT_END = 1_000_000;

  @TempDir private Path folder;
  @Autowired private Sync.Parts parts;

  @Test
  void aRunThatIsStoppedOnTheWayGoesOnWithTheSameCommand() throws Exception {
    try (var sync = Sync.with(new OrgSize(300, 40, 90, 10, 0, 0, 0, 0, 0), parts)) {
      sync.salesforce().behave(usual -> usual.withJobs(LOOKS_WITHOUT_END, Duration.ZERO));
      var command = start(sync, "--full", "--via", "bulk");
      await().atMost(Duration.ofMinutes(1)).until(() -> sync.calls("bulk.poll") > 0);

      // As Ctrl-C does; that signal itself is not passed on to processes in the background.
      command.destroy();

      assertThat(exitCode(command)).isEqualTo(130);
      assertThat(errors()).contains("Stopping; the run can be resumed.");
      assertThat(run(sync).status()).isEqualTo(RunStatus.INTERRUPTED);

      sync.salesforce().behave(usual -> usual.withJobs(1, Duration.ZERO));
      var again = start(sync, "--full", "--json");

      assertThat(exitCode(again)).as(this::errors).isZero();
      assertThat(errors()).contains("Going on with run");
      assertThat(sync.calls("bulk.create")).as("the job that was made is read").isEqualTo(1);
      var told = parts.json().readTree(output());
      assertThat(told.path("attempt").asInt()).isEqualTo(2);
      assertThat(told.path("result").path("counts").path("added").asLong()).isEqualTo(40);
      // What the command stored the service can read.
      assertThat(Objects.requireNonNull(run(sync).result()).counts().added()).isEqualTo(40);
      await().untilAsserted(() -> assertThat(
          sync.value("select count(*) from record_upserts where tenant = ? and version = published_version", Long.class)).isEqualTo(40));
    }
  }

  @Test
  void wrongWordsAreAnsweredWithTheUsage() throws Exception {
    var command = start(Map.of(), "--fulll");

    assertThat(exitCode(command)).isEqualTo(2);
    assertThat(errors()).contains("Unknown option: '--fulll'", "Usage: tributary salesforce");
  }

  private RunView run(Sync sync) {
    return RunView.of(parts.runs().latest(sync.tenant(), 1).getFirst(), parts.json());
  }

  private Process start(Sync sync, String... words) throws IOException {
    var stack = TestStack.shared();
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--tenant", sync.tenant()));
    return start(Map.of(
        "DATABASE_URL", stack.jdbcUrl("salesforce"), "KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers(),
        "SCHEMA_REGISTRY_URL", stack.registryUrl(), "SECRETS_KEYSET", stack.keyset().toUri().toString(),
        "SALESFORCE_FIRST_LOOK", "10ms"), all.toArray(String[]::new));
  }

  private Process start(Map<String, String> environment, String... words) throws IOException {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
        "-cp", System.getProperty("java.class.path"), SalesforceSyncApplication.class.getName()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("has ended").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
