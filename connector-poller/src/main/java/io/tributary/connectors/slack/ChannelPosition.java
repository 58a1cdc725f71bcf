package io.tributary.connectors.slack;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a channel was read. First its window, newest first; then the threads that have new replies; then it rests until the next poll.
 *
 * @param doneUntil everything up to there was read; null before the first time
 * @param parentsSeen when the parents of watched threads were last looked at
 * @param window what is being read
 * @param thread the thread that is being read, or was read last, while threads are
 */
record ChannelPosition(
    @Nullable String doneUntil, @Nullable Instant parentsSeen, @Nullable Window window, @Nullable Thread thread) {

  /** @param latest fixed when the window was opened, so that messages which arrive meanwhile shift nothing */
  record Window(String oldest, String latest, @Nullable String cursor) {}

  /**
   * @param cursor null if the thread was read to its end
   * @param read its replies on the pages before this cursor; null for none
   */
  record Thread(String ts, @Nullable String cursor, @Nullable Integer read) {

    int repliesBefore() {
      return cursor == null || read == null ? 0 : read;
    }
  }

  static final ChannelPosition START = new ChannelPosition(null, null, null, null);

  private static final JsonMapper JSON = JsonMapper.shared();

  static ChannelPosition of(@Nullable String position) {
    return position == null ? START : JSON.readValue(position, ChannelPosition.class);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  ChannelPosition reading(Window window, Instant parentsSeen) {
    return new ChannelPosition(doneUntil, parentsSeen, window, null);
  }

  ChannelPosition at(@Nullable String cursor) {
    var open = Objects.requireNonNull(window);
    return new ChannelPosition(doneUntil, parentsSeen, new Window(open.oldest(), open.latest(), cursor), null);
  }

  /** The window is read: now its threads. */
  ChannelPosition turningToThreads() {
    return new ChannelPosition(Objects.requireNonNull(window).latest(), parentsSeen, null, new Thread("", null, 0));
  }

  ChannelPosition inThread(String ts, @Nullable String cursor, int read) {
    return new ChannelPosition(doneUntil, parentsSeen, null, new Thread(ts, cursor, read));
  }

  ChannelPosition atRest() {
    return new ChannelPosition(doneUntil, parentsSeen, null, null);
  }
}
