package io.tributary.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  private final Ports ports = new Ports();

  @Test
  void aTakenPortMovesTheChoiceAside() throws Exception {
    // Given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      var chosen = ports.from(taken.getLocalPort());

      // Then
      assertThat(chosen).isGreaterThan(taken.getLocalPort());
      assertThat(Ports.isFree(chosen)).isTrue();
    }
  }

  @Test
  void aPortIsGivenOutOnce() {
    var first = ports.from(ports.any() + 1);
    assertThat(ports.from(first)).isNotEqualTo(first);
  }
}
