package io.tributary.local.check;

import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Waits until nothing is left to do: twice in a row, with the capture of changes past all that was written before. */
public final class AwaitQuiet {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final LocalStack stack;
  private final Progress progress;

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
    var nextLine = Instant.now();
    @Nullable String position = null; // of the first of the quiet looks in a row
    try (var lag = new Lag(stack.infrastructure().broker().bootstrapServers())) {
      var work = new Work(stack, lag);
      while (true) {
        stack.checkAlive();
        var open = work.open();
        if (!open.isEmpty()) {
          position = null;
        } else if (position == null) {
          position = work.position();
        } else if (work.captured(position)) {
          return true;
        }
        if (Instant.now().isAfter(nextLine)) {
          progress.say(work.summary() + "; " + left(open, position));
          nextLine = Instant.now().plus(BETWEEN_LINES);
        }
        if (Instant.now().isAfter(end)) {
          progress.say("Not quiet after %d s: %s".formatted(limit.toSeconds(), left(open, position)));
          return false;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  private static String left(Map<String, Long> open, @Nullable String position) {
    if (!open.isEmpty()) {
      return "open: " + open;
    }
    return position == null ? "nothing open" : "nothing open, the capture of changes has not yet passed " + position;
  }
}
