package io.tributary.salesforce.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchStallsTest {

  @Test
  void anAnswerThatBringsNothingMoreIsGivenUp() {
    try (var stalls = new WatchStalls(Duration.ofMillis(40)); var silence = new Silence()) {
      var body = stalls.watch(new SequenceInputStream(new ByteArrayInputStream(new byte[] {1, 2}), silence));

      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class).hasMessage("an answer stopped in the middle");
    }
  }

  @Test
  void timeThatTheReaderTakesDoesNotCount() throws Exception {
    try (var stalls = new WatchStalls(Duration.ofMillis(4))) {
      var body = stalls.watch(new ByteArrayInputStream(new byte[] {1, 2}));
      assertThat(body.read()).isEqualTo(1);

      // Looks pass by: as many as it takes for another answer to be given up.
      try (var silence = new Silence()) {
        assertThatThrownBy(stalls.watch(silence)::read).isInstanceOf(IOException.class);
      }

      assertThat(body.read()).isEqualTo(2);
    }
  }

  /** Brings nothing until it is closed. */
  private static final class Silence extends InputStream {

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        closed.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
