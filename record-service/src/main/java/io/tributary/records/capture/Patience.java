package io.tributary.records.capture;

import io.tributary.service.kafka.PublisherLost;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits an outage out in place, in order: an action is repeated until it succeeds or the capture ends. */
final class Patience {

  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private volatile CountDownLatch ended = new CountDownLatch(1);

  void begin() {
    ended = new CountDownLatch(1);
  }

  /**
   * @param what is being done, for the log: "publishing 12 events"
   * @throws InterruptedException if the capture ended first; the action did not succeed
   * @throws PublisherLost at once, since only another session may publish then
   */
  void untilDone(String what, Runnable action) throws InterruptedException {
    untilAnswered(what, () -> {
      action.run();
      return true;
    });
  }

  /** {@link #untilDone} for an action with an answer. */
  <T> T untilAnswered(String what, Supplier<T> action) throws InterruptedException {
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      if (ended.getCount() == 0) {
        throw new InterruptedException("the capture ended while " + what);
      }
      try {
        return action.get();
      } catch (PublisherLost shutOut) {
        if (isEnded()) {
          throw new InterruptedException("the capture ended while " + what);
        }
        throw shutOut;
      } catch (RuntimeException outage) {
        log.warn("{} failed, next attempt in {} ms: {}", what, pause.toMillis(), outage.toString());
      }
      pause(pause);
    }
  }

  /** Returns early when the capture ends. */
  void pause(Duration duration) throws InterruptedException {
    ended.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  void end() {
    ended.countDown();
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
