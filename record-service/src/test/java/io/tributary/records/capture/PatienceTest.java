package io.tributary.records.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private final Patience patience = new Patience();

  @Test
  void anOutageIsWaitedOutInPlace() throws InterruptedException {
    var attempts = new AtomicInteger();

    var answer = patience.untilAnswered("asking", () -> {
      if (attempts.incrementAndGet() < 3) {
        throw new IllegalStateException("the broker is away");
      }
      return "acknowledged";
    });

    assertThat(answer).isEqualTo("acknowledged");
    assertThat(attempts).hasValue(3);
  }

  @Test
  void whatDidNotSucceedBeforeTheEndIsNotTakenForDone() {
    assertThatThrownBy(() -> patience.untilDone("publishing", () -> {
      patience.end();
      throw new IllegalStateException("the broker is away");
    })).isInstanceOf(InterruptedException.class);
  }
}
