package io.tributary.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.process.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBookTest {

  @TempDir Path folder;

  @Test
  void thePortOfLastTimeIsTakenAgain() throws Exception {
    // Given
    var free = new Ports().any();
    var first = new PortBook(folder.resolve("ports.json")).portOf("broker", free);

    // When
    var second = new PortBook(folder.resolve("ports.json")).portOf("broker", 1024);

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void thePortOfLastTimeMovesAsideWhenItIsTaken() throws Exception {
    // Given
    var file = folder.resolve("ports.json");
    var first = new PortBook(file).portOf("broker", new Ports().any());

    // When
    try (var _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      var second = new PortBook(file).portOf("broker", first);

      // Then
      assertThat(second).isNotEqualTo(first);
      assertThat(new PortBook(file).chosen()).containsEntry("broker", second);
    }
  }
}
