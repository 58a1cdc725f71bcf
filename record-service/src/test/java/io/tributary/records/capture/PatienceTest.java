package io.tributary.records.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.service.kafka.PublisherLost;
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
  void whoIsShutOutDoesNotTryAgain() {
    var attempts = new AtomicInteger();

    assertThatThrownBy(() -> patience.untilDone("publishing", () -> {
      attempts.incrementAndGet();
      throw lost();
    })).isInstanceOf(PublisherLost.class);
    assertThat(attempts).hasValue(1);

    assertThatThrownBy(() -> patience.untilDone("publishing", () -> {
      patience.end();
      throw lost();
    })).as("after its end that is no failure").isInstanceOf(InterruptedException.class);
  }

  private static PublisherLost lost() {
    return new PublisherLost("another publishes", new IllegalStateException());
  }

  @Test
  void whatDidNotSucceedBeforeTheEndIsNotTakenForDone() {
    assertThatThrownBy(() -> patience.untilDone("publishing", () -> {
      patience.end();
      throw new IllegalStateException("the broker is away");
    })).isInstanceOf(InterruptedException.class);
  }
}
