package io.tributary.local.check;

import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits until nothing is left to do.
 *
 * <p>One look is not enough: while it goes from place to place, work may pass from a place not yet looked at to one that was. So first the
 * capture of changes must have passed all that was written when nothing was open; then several looks in a row must find nothing, as many as
 * work has hops to make from a captured change to the last topic.
 */
public final class AwaitQuiet {

  private static final int QUIET_LOOKS = 3;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final LocalStack stack;
  private final Progress progress;
  private @Nullable String position;
  private int quietLooks;
  private Instant nextLine = Instant.now();

  public AwaitQuiet(LocalStack stack, Progress progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /**
   * @return whether it became quiet within {@code limit}
   * @throws io.tributary.local.process.ChildFailed if a process dies meanwhile
   */
  public boolean within(Duration limit) throws InterruptedException {
    var end = Instant.now().plus(limit);
    try (var lag = new Lag(stack.infrastructure().broker().bootstrapServers())) {
      var work = new Work(stack, lag);
      while (true) {
        stack.checkAlive();
        var open = work.open();
        look(work, open);
        if (quietLooks == QUIET_LOOKS) {
          return true;
        }
        say(work, open);
        if (Instant.now().isAfter(end)) {
          progress.say("Not quiet after %d s: %s".formatted(limit.toSeconds(), left(open)));
          return false;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  private void look(Work work, Map<String, Long> open) {
    if (!open.isEmpty()) {
      position = null;
      quietLooks = 0;
    } else if (position == null) {
      position = work.position();
    } else if (quietLooks > 0 || work.captured(position)) {
      quietLooks++;
    }
  }

  private void say(Work work, Map<String, Long> open) {
    if (Instant.now().isAfter(nextLine)) {
      progress.say(work.summary() + "; " + left(open));
      nextLine = Instant.now().plus(BETWEEN_LINES);
    }
  }

  private String left(Map<String, Long> open) {
    if (!open.isEmpty()) {
      return "open: " + open;
    }
    return quietLooks > 0 ? "nothing open" : "nothing open, waiting for the capture of changes to pass " + position;
  }
}
