package io.tributary.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.process.Children;
import io.tributary.local.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

  @TempDir Path folder;
  private final Ports ports = new Ports();
  private Children children = new Children(Path.of(""));

  @BeforeEach
  void children() {
    children = new Children(folder.resolve("pids"));
  }

  @AfterEach
  void end() {
    children.killAll();
  }

  @Test
  void itStartsAfterAKillThoughTheLockNamesAProcessThatIsThere() throws Exception {
    // Given
    start().databases().ensure("salesforce");
    children.killAll();
    var lock = folder.resolve("data/postmaster.pid");
    var lines = new ArrayList<>(Files.readAllLines(lock));
    var stranger = new ProcessBuilder("sleep", "600").start();
    try {
      lines.set(0, Long.toString(stranger.pid()));
      Files.write(lock, lines);

      // When
      var again = start();

      // Then
      assertThat(again.process().isAlive()).isTrue();
      assertThat(stranger.isAlive()).isTrue();
      again.databases().ensure("salesforce");
    } finally {
      stranger.destroyForcibly();
    }
  }

  private PostgresServer start() throws Exception {
    return PostgresServer.start(children, folder.resolve("data"), folder.resolve("log"), ports.any(), true);
  }
}
